SELECT id, platform_id, indicator, item, state, round_id FROM campaign_observation WHERE id = :id

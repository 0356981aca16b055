SELECT platform_id, indicator, item, state FROM campaign_observation WHERE round_id = :round_id

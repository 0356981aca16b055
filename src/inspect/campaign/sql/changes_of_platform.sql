SELECT c.observation_id, o.indicator, o.item, c.from_state, c.to_state, c.reason, c.at_ms
FROM campaign_change c JOIN campaign_observation o ON o.id = c.observation_id
WHERE c.platform_id = :platform_id ORDER BY c.id LIMIT :most

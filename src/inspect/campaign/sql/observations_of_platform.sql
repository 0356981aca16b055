SELECT id, indicator, item, state, note, at_ms FROM campaign_observation
WHERE platform_id = :platform_id ORDER BY item, indicator LIMIT :most

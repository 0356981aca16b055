SELECT observation_id, what, words, address, evidence FROM campaign_finding
WHERE platform_id = :platform_id ORDER BY id LIMIT :most

SELECT id, observation_id, words, by_name, at_ms, outcome, answer, answered_at_ms FROM campaign_objection
WHERE platform_id = :platform_id ORDER BY id LIMIT :most

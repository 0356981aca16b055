SELECT id, name, purpose, edition, seed, state, created_at_ms FROM campaign_round
WHERE id < :before ORDER BY id DESC LIMIT :most

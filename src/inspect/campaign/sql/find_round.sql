SELECT id, name, purpose, edition, seed, state, created_at_ms, item_quota, items_drawn_at_ms
FROM campaign_round WHERE id = :id

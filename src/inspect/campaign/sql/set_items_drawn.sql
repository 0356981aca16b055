UPDATE campaign_round SET items_drawn_at_ms = :items_drawn_at_ms, version = version + 1
WHERE id = :id AND state = 'running' AND items_drawn_at_ms IS NULL

SELECT said, opened_at_ms, due_on FROM findability_miss WHERE item_id = :item_id

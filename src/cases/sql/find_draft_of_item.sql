SELECT id FROM case_draft WHERE account_id = :account_id AND item_id = :item_id
ORDER BY updated_at_ms DESC LIMIT 1

SELECT id, item_id, item_name, updated_at_ms FROM case_draft WHERE account_id = :account_id
ORDER BY updated_at_ms DESC LIMIT 100

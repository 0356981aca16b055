SELECT id, case_id, text_key, item_name, created_at_ms, unread FROM case_message
WHERE account_id = :account_id AND id < :before ORDER BY id DESC LIMIT :take

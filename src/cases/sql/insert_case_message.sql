INSERT INTO case_message (id, area, account_id, case_id, text_key, item_name, created_at_ms, unread)
VALUES (:id, :area, :account_id, :case_id, :text_key, :item_name, :created_at_ms, 1) ON CONFLICT DO NOTHING

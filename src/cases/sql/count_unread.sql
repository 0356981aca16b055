SELECT COUNT(*) FROM case_message WHERE account_id = :account_id AND unread = 1

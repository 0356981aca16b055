UPDATE case_message SET unread = 0 WHERE account_id = :account_id AND unread = 1

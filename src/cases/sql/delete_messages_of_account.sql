DELETE FROM case_message WHERE account_id = :account_id

SELECT COUNT(*) FROM case_file WHERE account_id = :account_id AND open = 1

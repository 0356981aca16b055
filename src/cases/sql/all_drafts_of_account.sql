SELECT id, area FROM case_draft WHERE account_id = :account_id

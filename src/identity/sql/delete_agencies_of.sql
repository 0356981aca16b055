DELETE FROM identity_agency WHERE account_id = :account_id

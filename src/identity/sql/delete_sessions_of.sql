DELETE FROM identity_session WHERE account_id = :account_id AND token_hash <> :kept

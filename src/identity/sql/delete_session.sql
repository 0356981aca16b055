DELETE FROM identity_session WHERE token_hash = :token_hash

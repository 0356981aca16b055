INSERT INTO identity_session (token_hash, account_id, form_secret, created_at_ms, last_seen_at_ms, expires_at_ms)
VALUES (:token_hash, :account_id, :form_secret, :now_ms, :now_ms, :expires_at_ms)

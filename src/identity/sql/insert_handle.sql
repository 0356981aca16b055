INSERT INTO identity_handle (handle_hash, kind, account_id) VALUES (:handle_hash, :kind, :account_id)
ON CONFLICT (handle_hash, kind) DO NOTHING

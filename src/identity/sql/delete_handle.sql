DELETE FROM identity_handle WHERE handle_hash = :handle_hash AND kind = :kind AND account_id = :account_id

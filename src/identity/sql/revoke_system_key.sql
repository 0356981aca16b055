UPDATE identity_system_key SET revoked_at_ms = :revoked_at_ms WHERE id = :id AND revoked_at_ms IS NULL

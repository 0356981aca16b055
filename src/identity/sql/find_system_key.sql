SELECT id, name, department_id FROM identity_system_key WHERE key_hash = :key_hash AND revoked_at_ms IS NULL

SELECT id, name, department_id, revoked_at_ms, created_at_ms FROM identity_system_key ORDER BY id

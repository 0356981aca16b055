INSERT INTO identity_system_key (id, key_hash, name, department_id, created_at_ms)
VALUES (:id, :key_hash, :name, :department_id, :created_at_ms)

INSERT INTO identity_firm (credit_code, name, representative_sealed, created_at_ms)
VALUES (:credit_code, :name, :representative_sealed, :created_at_ms)
ON CONFLICT (credit_code) DO NOTHING

INSERT INTO blob_object (name, size_bytes, sealed, put_at_ms) VALUES (:name, :size_bytes, :sealed, :put_at_ms)
ON CONFLICT (name) DO UPDATE SET put_at_ms = excluded.put_at_ms

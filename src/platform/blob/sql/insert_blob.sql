INSERT INTO blob_object (name, size_bytes, sealed) VALUES (:name, :size_bytes, :sealed) ON CONFLICT (name) DO NOTHING

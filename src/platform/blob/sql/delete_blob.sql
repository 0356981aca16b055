DELETE FROM blob_object WHERE name = :name AND put_at_ms < :before_ms

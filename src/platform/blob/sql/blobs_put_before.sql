SELECT name FROM blob_object WHERE name > :after AND put_at_ms < :before_ms ORDER BY name LIMIT :most

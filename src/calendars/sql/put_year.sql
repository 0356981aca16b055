INSERT INTO calendar_year (year, content, loaded_at_ms) VALUES (:year, :content, :loaded_at_ms)
ON CONFLICT (year) DO UPDATE SET content = excluded.content, loaded_at_ms = excluded.loaded_at_ms

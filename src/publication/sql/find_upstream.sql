SELECT tried_at_ms, agreed_at_ms, failure, cursor, items, list_hash, upper_hash, refused
FROM publication_upstream WHERE id = 1

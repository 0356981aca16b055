INSERT INTO publication_upstream (
    id, tried_at_ms, agreed_at_ms, failure, cursor, items, list_hash, upper_hash, refused)
VALUES (1, :tried_at_ms, :agreed_at_ms, :failure, :cursor, :items, :list_hash, :upper_hash, :refused)
ON CONFLICT (id) DO UPDATE SET tried_at_ms = EXCLUDED.tried_at_ms, agreed_at_ms = EXCLUDED.agreed_at_ms,
    failure = EXCLUDED.failure, cursor = EXCLUDED.cursor, items = EXCLUDED.items, list_hash = EXCLUDED.list_hash,
    upper_hash = EXCLUDED.upper_hash, refused = EXCLUDED.refused

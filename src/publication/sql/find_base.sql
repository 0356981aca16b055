SELECT tried_at_ms, even_at_ms, compared_at_ms, failure, cursor, taken, behind, refused, agrees, decisions
FROM publication_base WHERE id = 1

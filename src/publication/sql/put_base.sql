INSERT INTO publication_base (
    id, tried_at_ms, even_at_ms, compared_at_ms, failure, cursor, taken, behind, refused, agrees, decisions)
VALUES (
    1, :tried_at_ms, :even_at_ms, :compared_at_ms, :failure, :cursor, :taken, :behind, :refused, :agrees, :decisions)
ON CONFLICT (id) DO UPDATE SET tried_at_ms = EXCLUDED.tried_at_ms, even_at_ms = EXCLUDED.even_at_ms,
    compared_at_ms = EXCLUDED.compared_at_ms, failure = EXCLUDED.failure, cursor = EXCLUDED.cursor,
    taken = EXCLUDED.taken, behind = EXCLUDED.behind, refused = EXCLUDED.refused, agrees = EXCLUDED.agrees,
    decisions = EXCLUDED.decisions

SELECT id, place, query, why, searches, opened_at_ms, due_on, state, how, note,
    COALESCE((SELECT h.department_id FROM findability_handed h
    WHERE h.query_id = findability_failed.id AND h.answered_at_ms = 0), '')
FROM findability_failed WHERE id = :id

SELECT id, place, query, why, searches, opened_at_ms, due_on, state, how, note, cleared_at_ms FROM findability_failed WHERE id = :id

SELECT id, place, query, why, searches, opened_at_ms, due_on, state, how, note, cleared_at_ms FROM findability_failed
WHERE state = 'open' AND (due_on > :due_on OR (due_on = :due_on AND id > :after)) ORDER BY due_on, id LIMIT :most

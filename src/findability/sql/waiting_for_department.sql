SELECT f.id, f.place, f.query, f.why, f.searches, f.opened_at_ms, f.due_on, f.state, f.how, f.note
FROM findability_handed h JOIN findability_failed f ON f.id = h.query_id
WHERE h.department_id = :department_id AND h.answered_at_ms = 0 AND f.state = 'open'
ORDER BY f.due_on, f.id
LIMIT :most

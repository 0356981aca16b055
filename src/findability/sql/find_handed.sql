SELECT department_id, department, note, handed_at_ms, answer, answered_at_ms FROM findability_handed WHERE query_id = :id

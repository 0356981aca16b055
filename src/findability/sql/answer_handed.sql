UPDATE findability_handed SET answer = :answer, answered_by = :answered_by, answered_at_ms = :answered_at_ms
WHERE query_id = :id AND department_id = :department_id AND answered_at_ms = 0

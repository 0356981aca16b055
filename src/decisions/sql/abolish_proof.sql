UPDATE decisions_proof
SET state = 'abolished', decision_id = :decision_id, source = :source, changed_at_ms = :now_ms
WHERE id = :id AND state = 'retained'

SELECT id, name, purpose, basis, asked_by, issued_by, replacement, replacement_note, source, state, decision_id, changed_at_ms
FROM decisions_proof
WHERE state = :state AND (name > :after_name OR (name = :after_name AND id > :after_id))
ORDER BY name, id
LIMIT :take

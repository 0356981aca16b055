SELECT id, name, purpose, basis, asked_by, issued_by, replacement, replacement_note, source, state, decision_id, changed_at_ms
FROM decisions_proof WHERE id = :id

INSERT INTO decisions_proof (id, name, purpose, basis, asked_by, issued_by, replacement, replacement_note, source, state,
    decision_id, changed_at_ms)
VALUES (:id, :name, :purpose, :basis, :asked_by, :issued_by, :replacement, :replacement_note, :source, 'retained', '',
    :now_ms)

UPDATE decisions_proof
SET name = :name, purpose = :purpose, basis = :basis, asked_by = :asked_by, issued_by = :issued_by,
    replacement = :replacement, replacement_note = :replacement_note, source = :source, changed_at_ms = :now_ms
WHERE id = :id AND state = 'retained'

UPDATE findability_failed SET state = 'cleared', how = :how, note = :note, cleared_by = :cleared_by,
    cleared_at_ms = :cleared_at_ms, cleared_on = :cleared_on
WHERE id = :id AND state = 'open'

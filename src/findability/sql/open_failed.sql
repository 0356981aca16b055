INSERT INTO findability_failed (place, query, id, why, searches, opened_at_ms, due_on, state, how, note, cleared_by, cleared_at_ms, cleared_on)
VALUES (:place, :query, :id, :why, :searches, :opened_at_ms, :due_on, 'open', '', '', '', 0, '')
ON CONFLICT (place, query) DO UPDATE SET
    id = :id, why = :why, searches = :searches, opened_at_ms = :opened_at_ms, due_on = :due_on, state = 'open',
    how = '', note = '', cleared_by = '', cleared_at_ms = 0, cleared_on = ''

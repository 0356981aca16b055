SELECT id, number, item_id, item_name, department_name, applicant, state, submitted_at_ms, due_kind, due_on,
       due_not_before, soon_on
FROM case_file
WHERE department_id = :department_id AND open = 1
    AND due_on >= :after_due_on AND (due_on > :after_due_on OR id > :after_id)
    AND (CAST(:state AS TEXT) = '' OR state = :state)
    AND (CAST(:state AS TEXT) <> '' OR state <> 'delivered')
    AND (CAST(:item_id AS TEXT) = '' OR item_id = :item_id)
    AND (CAST(:late_on AS TEXT) = '' OR (due_on < :late_on AND state <> 'correction_requested'))
    AND (CAST(:soon_on AS TEXT) = ''
        OR (soon_on <= :soon_on AND due_on >= :soon_on AND state <> 'correction_requested'))
    AND (CAST(:unanswered_on AS TEXT) = '' OR (due_on < :unanswered_on AND state = 'correction_requested'))
ORDER BY due_on, id LIMIT :take

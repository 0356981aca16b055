SELECT id, number, item_name, state, due_on FROM case_file
WHERE department_id = :department_id AND open = 1
    AND due_on >= :after_due_on AND (due_on > :after_due_on OR id > :after_id)
    AND soon_on <= :today AND state <> 'correction_requested'
ORDER BY due_on, id LIMIT :take

SELECT id, area, number, item_id, item_code, guide_version, item_name, department_id, department_name, account_id,
       applicant, answers, instant, state, notices, deemed, clock, due_on, due_kind, due_not_before, soon_on, warned,
       submitted_at_ms, changed_at_ms, version
FROM case_file WHERE department_id = :department_id AND open = 1 AND soon_on <= :today
    AND (warned = '' OR (warned = 'soon' AND due_on < :today))
    AND due_on >= :after_due_on AND (due_on > :after_due_on OR id > :after_id)
ORDER BY due_on, id LIMIT 200

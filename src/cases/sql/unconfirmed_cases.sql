SELECT id, area, number, item_id, item_code, guide_version, item_name, department_id, department_name, account_id,
       applicant, answers, instant, state, notices, deemed, clock, due_on, due_kind, due_not_before, soon_on, warned,
       submitted_at_ms, changed_at_ms, version
FROM case_file WHERE department_id = :department_id AND open = 1 AND due_on = '9999-12-31' AND id > :after_id
    AND state = 'delivered' AND changed_at_ms < :before_ms
ORDER BY id LIMIT 200

SELECT id, number, item_id, item_name, department_name, applicant, state, submitted_at_ms, due_kind, due_on,
       due_not_before, soon_on
FROM case_file
WHERE account_id = :account_id
    AND state IN ('correction_requested', 'decided_approved', 'decided_refused', 'delivered')
ORDER BY submitted_at_ms DESC, id DESC LIMIT 100

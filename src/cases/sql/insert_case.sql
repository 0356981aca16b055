INSERT INTO case_file (id, area, number, item_id, item_code, guide_version, item_name, department_id,
    department_name, account_id, applicant, answers, instant, state, open, notices, deemed, clock, due_on, due_kind,
    due_not_before, soon_on, warned, submitted_at_ms, changed_at_ms, version)
VALUES (:id, :area, :number, :item_id, :item_code, :guide_version, :item_name, :department_id,
    :department_name, :account_id, :applicant, :answers, :instant, 'submitted', 1, 0, 0, :clock, :due_on, :due_kind,
    :due_not_before, :soon_on, '', :now_ms, :now_ms, 1)
ON CONFLICT DO NOTHING

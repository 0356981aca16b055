SELECT subject_id, outcomes, checked_at_ms, department_id FROM inspect_self_subject WHERE kind = 'query' ORDER BY subject_id

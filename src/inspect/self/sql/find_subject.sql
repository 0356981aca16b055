SELECT subject_id, kind, region_code, department_id, name, url, stamp, weight, outcomes, checked_at_ms
FROM inspect_self_subject WHERE subject_id = :subject_id

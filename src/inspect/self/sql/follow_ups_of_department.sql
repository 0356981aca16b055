SELECT id, check_id, subject_id, name, url, region_code, department_id, opened_on, due_on FROM inspect_self_follow_up
WHERE closed_on = '' AND department_id = :department_id
    AND (CAST(:check_id AS TEXT) = '' OR check_id = :check_id) AND (due_on, id) > (:after_day, :after_id)
ORDER BY due_on, id LIMIT :take

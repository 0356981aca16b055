SELECT id, check_id, subject_id, name, url, region_code, department_id, opened_on, due_on FROM inspect_self_follow_up
WHERE closed_on = '' AND region_code = :region_code AND due_on < :before_day
    AND (due_on, id) > (:after_day, :after_id)
ORDER BY due_on, id LIMIT :take

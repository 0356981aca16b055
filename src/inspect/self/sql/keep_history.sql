INSERT INTO inspect_self_history (region_code, department_id, on_day, check_id, checked, failed)
SELECT region_code, department_id, CAST(:on_day AS TEXT), check_id, checked, failed FROM inspect_self_count
WHERE region_code = :region_code AND department_id = :department_id AND check_id = :check_id
ON CONFLICT (region_code, department_id, on_day, check_id) DO UPDATE SET checked = excluded.checked,
    failed = excluded.failed

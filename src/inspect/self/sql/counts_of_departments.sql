SELECT department_id, check_id, checked, failed, unchecked FROM inspect_self_count
WHERE region_code = :region_code AND department_id > '' ORDER BY department_id, check_id

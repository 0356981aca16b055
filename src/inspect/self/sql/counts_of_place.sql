SELECT check_id, checked, failed, unchecked FROM inspect_self_count
WHERE region_code = :region_code AND department_id = :department_id

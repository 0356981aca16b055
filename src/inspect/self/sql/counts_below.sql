SELECT region_code, check_id, checked, failed, unchecked FROM inspect_self_count
WHERE department_id = '' AND parent_code = :parent_code ORDER BY region_code, check_id

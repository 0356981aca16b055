INSERT INTO inspect_self_count (region_code, department_id, check_id, parent_code, checked, failed, unchecked)
VALUES (:region_code, :department_id, :check_id, :parent_code, :checked, :failed, :unchecked)
ON CONFLICT (region_code, department_id, check_id) DO UPDATE SET checked = inspect_self_count.checked + excluded.checked,
    failed = inspect_self_count.failed + excluded.failed, unchecked = inspect_self_count.unchecked + excluded.unchecked

INSERT INTO inspect_self_due (region_code, department_id, due_on, check_id, parent_code, open)
VALUES (:region_code, :department_id, :due_on, :check_id, :parent_code, :open)
ON CONFLICT (region_code, department_id, due_on, check_id) DO UPDATE SET open = inspect_self_due.open + excluded.open

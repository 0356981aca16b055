DELETE FROM inspect_self_due WHERE region_code = :region_code AND department_id = :department_id AND due_on = :due_on
    AND check_id = :check_id AND open = 0

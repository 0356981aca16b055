SELECT check_id, on_day, checked, failed FROM inspect_self_history
WHERE region_code = :region_code AND department_id = :department_id AND on_day >= :from_day ORDER BY on_day, check_id

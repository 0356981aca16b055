UPDATE case_file SET department_id = :department_id, department_name = :department_name, changed_at_ms = :now_ms,
    version = version + 1
WHERE id = :id AND area = :area AND version = :version

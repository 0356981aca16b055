SELECT version, body, department_id FROM guided_tree WHERE id = :id

SELECT state, COUNT(*) FROM case_file WHERE department_id = :department_id AND open = 1
GROUP BY state

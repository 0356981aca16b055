SELECT state, COUNT(*) FROM case_file WHERE open = 1 AND department_id >= '' GROUP BY state

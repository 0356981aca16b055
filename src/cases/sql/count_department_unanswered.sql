SELECT COUNT(*) FROM case_file
WHERE department_id = :department_id AND open = 1 AND due_on < :today AND state = 'correction_requested'

SELECT state, COUNT(*) FROM case_file WHERE open = 1 GROUP BY state

SELECT COUNT(*) FROM case_file

SELECT item_id, COUNT(*) FROM case_file WHERE open = 1 GROUP BY item_id

DELETE FROM findability_handed WHERE NOT EXISTS (SELECT 1 FROM findability_failed f WHERE f.id = findability_handed.query_id)

SELECT tree_id, title, department_id, submitted FROM guided_draft ORDER BY tree_id LIMIT 5000

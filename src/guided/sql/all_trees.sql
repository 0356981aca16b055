SELECT id, version, body, published_at_ms, broken, title, department_id FROM guided_tree ORDER BY id LIMIT 5000

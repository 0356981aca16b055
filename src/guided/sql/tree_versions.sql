SELECT id, version, broken FROM guided_tree ORDER BY id LIMIT 5000

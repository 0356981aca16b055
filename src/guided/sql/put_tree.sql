INSERT INTO guided_tree (id, region_code, title, department_id, version, body, published_at_ms, broken)
VALUES (:id, :region_code, :title, :department_id, :version, :body, :published_at_ms, '')
ON CONFLICT (id) DO UPDATE SET region_code = excluded.region_code, title = excluded.title,
    department_id = excluded.department_id, version = excluded.version, body = excluded.body,
    published_at_ms = excluded.published_at_ms, broken = ''

INSERT INTO publication_refused (instance, region_code, source_id, name, code, detail, at_ms)
VALUES (:instance, :region_code, :source_id, :name, :code, :detail, :at_ms)
ON CONFLICT (instance, region_code, source_id) DO UPDATE SET name = EXCLUDED.name, code = EXCLUDED.code,
    detail = EXCLUDED.detail, at_ms = EXCLUDED.at_ms

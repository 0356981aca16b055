SELECT COUNT(*), CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT) FROM case_material
WHERE case_id = :case_id AND area = :area

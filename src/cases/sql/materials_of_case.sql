SELECT id, material_key, file_name, kind, size_bytes, given_at_ms, commitment FROM case_material
WHERE case_id = :case_id AND area = :area ORDER BY id

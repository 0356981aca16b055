INSERT INTO catalogue_department_code (department_id, code, validity, added_at_ms)
VALUES (:department_id, :code, :validity, :now_ms)
ON CONFLICT (department_id, code) DO NOTHING

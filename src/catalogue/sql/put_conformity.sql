INSERT INTO catalogue_conformity (item_id, region_code, department_id, base_code, in_scope, differences)
VALUES (:item_id, :region_code, :department_id, :base_code, :in_scope, :differences)
ON CONFLICT (item_id) DO UPDATE
SET region_code = excluded.region_code, department_id = excluded.department_id, base_code = excluded.base_code,
    in_scope = excluded.in_scope, differences = excluded.differences

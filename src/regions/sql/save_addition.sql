INSERT INTO region_addition (code, name, parent_code, state, changed_at_ms, version)
VALUES (:code, :name, :parent_code, :state, :now_ms, 1)
ON CONFLICT (code) DO UPDATE
   SET name = excluded.name,
       parent_code = excluded.parent_code,
       state = excluded.state,
       changed_at_ms = excluded.changed_at_ms,
       version = region_addition.version + 1;

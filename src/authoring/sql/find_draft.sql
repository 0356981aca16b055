SELECT id, item_id, department_id, region_code, source_id, name, state, content, base_version, published_version, publish_on,
       round, changed_by, created_at_ms, changed_at_ms, version
  FROM authoring_draft WHERE id = :id

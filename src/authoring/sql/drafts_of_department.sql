SELECT id, department_id, name, state, base_version, publish_on, changed_by, changed_at_ms, item_id
  FROM authoring_draft
 WHERE department_id = :department_id AND (changed_at_ms, id) < (:before_ms, :before_id)
 ORDER BY changed_at_ms DESC, id DESC LIMIT :most

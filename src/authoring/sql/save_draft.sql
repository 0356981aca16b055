UPDATE authoring_draft
   SET content = :content, name = :name, changed_by = :changed_by, changed_at_ms = :now_ms, version = version + 1
 WHERE id = :id AND version = :version

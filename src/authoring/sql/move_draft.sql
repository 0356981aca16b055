UPDATE authoring_draft
   SET state = :state, publish_on = :publish_on, round = :round, base_version = :base_version, item_id = :item_id,
       published_version = :published_version, changed_by = :changed_by, changed_at_ms = :now_ms, version = version + 1
 WHERE id = :id AND version = :version

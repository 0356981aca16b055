INSERT INTO authoring_draft (id, item_id, department_id, region_code, source_id, name, state, content, base_version,
                             published_version, publish_on, round, changed_by, created_at_ms, changed_at_ms, version)
VALUES (:id, :item_id, :department_id, :region_code, :source_id, :name, 'drafting', :content, :base_version,
        0, '', 0, :changed_by, :now_ms, :now_ms, 1)

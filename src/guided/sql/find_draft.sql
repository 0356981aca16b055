SELECT department_id, body, row_version, submitted, written_by, remark, updated_at_ms FROM guided_draft WHERE tree_id = :id

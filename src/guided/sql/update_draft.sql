UPDATE guided_draft SET title = :title, body = :body, row_version = row_version + 1, written_by = :written_by,
    remark = '', updated_at_ms = :now
WHERE tree_id = :id AND row_version = :seen AND submitted = 0

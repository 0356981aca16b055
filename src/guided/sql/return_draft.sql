UPDATE guided_draft SET submitted = 0, row_version = row_version + 1, remark = :remark, updated_at_ms = :now
WHERE tree_id = :id AND submitted = 1

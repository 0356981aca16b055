UPDATE guided_draft SET submitted = 1, row_version = row_version + 1, updated_at_ms = :now
WHERE tree_id = :id AND row_version = :seen AND submitted = 0

INSERT INTO guided_draft (tree_id, title, department_id, body, row_version, submitted, written_by, remark, updated_at_ms)
VALUES (:id, :title, :department_id, :body, 1, 0, :written_by, '', :now) ON CONFLICT (tree_id) DO NOTHING

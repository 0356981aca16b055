INSERT INTO guided_version (tree_id, version, body, written_by, published_by, published_at_ms)
VALUES (:id, :version, :body, :written_by, :published_by, :published_at_ms)

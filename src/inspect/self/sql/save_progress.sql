UPDATE inspect_self_progress SET generation = :generation, edition = :edition, finished_at_ms = :finished_at_ms
WHERE id = 1

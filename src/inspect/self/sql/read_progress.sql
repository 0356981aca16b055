SELECT generation, edition, finished_at_ms, directory_generation FROM inspect_self_progress WHERE id = 1

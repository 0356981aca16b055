SELECT generation, edition, finished_at_ms FROM inspect_self_progress WHERE id = 1

SELECT known, at_generation, at_id, words, is_done, items, full_on, done_at_ms FROM findability_check WHERE one = 1

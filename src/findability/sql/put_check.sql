UPDATE findability_check SET known = :known, at_generation = :at_generation, at_id = :at_id, words = :words,
    is_done = :is_done, items = :items, full_on = :full_on, done_at_ms = :done_at_ms
WHERE one = 1 AND leased_by = :me

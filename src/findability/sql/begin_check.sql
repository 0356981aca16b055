INSERT INTO findability_check (one, known, at_generation, at_id, words, is_done, items, full_on, done_at_ms, leased_by, leased_until_ms)
VALUES (1, 0, 0, '', 0, 0, 0, :full_on, 0, '', 0) ON CONFLICT (one) DO NOTHING

SELECT subject_id FROM inspect_self_subject WHERE kind = 'item' AND checked_at_ms < :before
ORDER BY checked_at_ms, subject_id LIMIT :take

SELECT id, page, text_sealed, created_at_ms
FROM portal_feedback
WHERE CAST(:before_id AS TEXT) = '' OR id < :before_id
ORDER BY id DESC
LIMIT :take

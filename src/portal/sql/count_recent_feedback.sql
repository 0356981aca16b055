SELECT COUNT(*) FROM portal_feedback WHERE sender_hash = :sender_hash AND created_at_ms > :since_ms

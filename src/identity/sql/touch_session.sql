UPDATE identity_session SET last_seen_at_ms = :now_ms
 WHERE token_hash = :token_hash AND last_seen_at_ms < :now_ms

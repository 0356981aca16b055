DELETE FROM identity_session WHERE last_seen_at_ms <= :idle_since_ms OR expires_at_ms <= :now_ms

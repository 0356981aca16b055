DELETE FROM identity_throttle WHERE window_start_at_ms <= :over_ms

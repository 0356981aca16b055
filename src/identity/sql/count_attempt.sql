INSERT INTO identity_throttle (key_hash, window_start_at_ms, failures) VALUES (:key_hash, :now_ms, 1)
ON CONFLICT (key_hash) DO UPDATE SET
    failures = CASE WHEN identity_throttle.window_start_at_ms <= :over_ms THEN 1
                    ELSE identity_throttle.failures + 1 END,
    window_start_at_ms = CASE WHEN identity_throttle.window_start_at_ms <= :over_ms THEN :now_ms
                              ELSE identity_throttle.window_start_at_ms END

SELECT window_start_at_ms, failures FROM identity_throttle WHERE key_hash = :key_hash

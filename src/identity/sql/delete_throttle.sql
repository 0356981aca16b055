DELETE FROM identity_throttle WHERE key_hash = :key_hash

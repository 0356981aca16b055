UPDATE identity_throttle SET failures = failures - 1 WHERE key_hash = :key_hash AND failures > 0

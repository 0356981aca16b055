-- Keys of departments' systems for /api/v1. Only the digest stays: a key is shown once, when it is issued.
CREATE TABLE identity_system_key (
    id TEXT PRIMARY KEY,
    key_hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    department_id TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    revoked_at_ms BIGINT
);

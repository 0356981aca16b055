-- Messages that leave after the commit; a delivered one is deleted.
CREATE TABLE outbox_message (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL,
    message_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL
);

-- What people say about a page: an error in a guide, a dead link. Not a consultation: no answer is owed, no contact kept.
CREATE TABLE portal_feedback (
    id TEXT PRIMARY KEY,
    page TEXT NOT NULL,
    text_sealed TEXT NOT NULL,
    sender_hash TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL
);
CREATE INDEX portal_feedback_sender ON portal_feedback (sender_hash, created_at_ms);

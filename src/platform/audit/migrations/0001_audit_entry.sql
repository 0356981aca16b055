-- Who did what to which thing; rows are only added.
CREATE TABLE audit_entry (
    id TEXT PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    seal TEXT NOT NULL
);

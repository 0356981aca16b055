-- A failed query that waits for a department: it must publish or mend a guide before anything can be found.
CREATE TABLE findability_handed (
    query_id TEXT NOT NULL PRIMARY KEY,
    department_id TEXT NOT NULL,
    department TEXT NOT NULL,
    note TEXT NOT NULL,
    handed_by TEXT NOT NULL,
    handed_at_ms BIGINT NOT NULL,
    answer TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at_ms BIGINT NOT NULL
);
CREATE INDEX findability_handed_department ON findability_handed (department_id, answered_at_ms, query_id);

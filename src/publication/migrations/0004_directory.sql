-- One row: how we stand with the base catalogue of the instance above.
CREATE TABLE publication_base (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    tried_at_ms BIGINT NOT NULL,
    even_at_ms BIGINT NOT NULL,
    compared_at_ms BIGINT NOT NULL,
    failure TEXT NOT NULL,
    cursor TEXT NOT NULL,
    taken BIGINT NOT NULL,
    behind BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    agrees BIGINT NOT NULL CHECK (agrees IN (0, 1)),
    decisions TEXT NOT NULL
);

-- Decisions of the instance above that we have seen, and what came of each here.
CREATE TABLE publication_upper_decision (
    decision_id TEXT PRIMARY KEY,
    outcome TEXT NOT NULL CHECK (outcome IN ('before', 'elsewhere', 'entered', 'left', 'settled', 'withdrawn')),
    kind TEXT NOT NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_at_ms BIGINT NOT NULL,
    seen_at_ms BIGINT NOT NULL
);
CREATE INDEX publication_upper_decision_left ON publication_upper_decision (outcome, due_at_ms);

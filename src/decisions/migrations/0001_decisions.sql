-- Decisions about items: what a document orders, of which base codes, where and from when. The items that it took off
-- stand in the catalogue with the decision's id; here stands what was ordered and how far it reached.
CREATE TABLE decisions_decision (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('cancel', 'suspend', 'restore', 'delegate', 'merge', 'split', 'law_change',
        'abolish_proof')),
    document_number TEXT NOT NULL,
    issuer TEXT NOT NULL,
    title TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    summary TEXT NOT NULL,
    region_code TEXT NOT NULL,
    level BIGINT NOT NULL CHECK (level BETWEEN 0 AND 6),
    proof_id TEXT NOT NULL,
    effective_at_ms BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'applied', 'withdrawn')),
    entered_by TEXT NOT NULL,
    entered_at_ms BIGINT NOT NULL,
    applied_at_ms BIGINT NOT NULL,
    items BIGINT NOT NULL,
    guides BIGINT NOT NULL,
    online BIGINT NOT NULL,
    places BIGINT NOT NULL,
    drafts BIGINT NOT NULL,
    open_cases BIGINT NOT NULL,
    obstacle TEXT NOT NULL
);
CREATE INDEX decisions_decision_public ON decisions_decision (effective_at_ms, id) WHERE state <> 'withdrawn';
CREATE INDEX decisions_decision_due ON decisions_decision (effective_at_ms, id) WHERE state = 'planned';

CREATE TABLE decisions_code (
    decision_id TEXT NOT NULL REFERENCES decisions_decision (id),
    position BIGINT NOT NULL,
    base_code TEXT NOT NULL,
    PRIMARY KEY (decision_id, position)
);
CREATE TABLE decisions_target (
    decision_id TEXT NOT NULL REFERENCES decisions_decision (id),
    position BIGINT NOT NULL,
    base_code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (decision_id, position)
);
CREATE TABLE decisions_receiver (
    decision_id TEXT NOT NULL REFERENCES decisions_decision (id),
    position BIGINT NOT NULL,
    region_code TEXT NOT NULL,
    department TEXT NOT NULL,
    credit_code TEXT NOT NULL,
    address TEXT NOT NULL,
    hours TEXT NOT NULL,
    phone TEXT NOT NULL,
    complaint_phone TEXT NOT NULL,
    PRIMARY KEY (decision_id, position)
);
CREATE TABLE decisions_law (
    decision_id TEXT NOT NULL REFERENCES decisions_decision (id),
    position BIGINT NOT NULL,
    law TEXT NOT NULL,
    PRIMARY KEY (decision_id, position)
);

-- Guides that must be looked at because of a decision, until a newer version than the one flagged is published.
CREATE TABLE decisions_flag (
    decision_id TEXT NOT NULL REFERENCES decisions_decision (id),
    item_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    settled_version BIGINT,
    PRIMARY KEY (decision_id, item_id)
);
CREATE INDEX decisions_flag_open ON decisions_flag (item_id, decision_id) WHERE settled_version IS NULL;

-- Versions of guides that a decision made: without an abolished proof.
CREATE TABLE decisions_guide (
    decision_id TEXT NOT NULL REFERENCES decisions_decision (id),
    item_id TEXT NOT NULL,
    old_version BIGINT NOT NULL,
    new_version BIGINT NOT NULL,
    materials TEXT NOT NULL,
    PRIMARY KEY (decision_id, item_id)
);

-- Open cases of the items at the moment of the decision.
CREATE TABLE decisions_case (
    decision_id TEXT NOT NULL REFERENCES decisions_decision (id),
    number TEXT NOT NULL,
    item_id TEXT NOT NULL,
    item_name TEXT NOT NULL,
    state TEXT NOT NULL,
    department TEXT NOT NULL,
    handed_to TEXT NOT NULL,
    PRIMARY KEY (decision_id, number)
);

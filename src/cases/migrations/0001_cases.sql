-- Drafts, cases and what belongs to them. `area` is the region of the item's place and the distribution column; it
-- stands second in the keys because ids sort by time: new rows land at the end of every index.

CREATE TABLE case_draft (
    id TEXT NOT NULL,
    area TEXT NOT NULL CHECK (length(area) = 12),
    account_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    guide_version BIGINT NOT NULL,
    item_name TEXT NOT NULL,
    step TEXT NOT NULL,
    answers TEXT NOT NULL,
    updated_at_ms BIGINT NOT NULL,
    PRIMARY KEY (id, area)
);
CREATE INDEX case_draft_account ON case_draft (account_id, updated_at_ms);
CREATE INDEX case_draft_age ON case_draft (updated_at_ms);

CREATE TABLE case_file (
    id TEXT NOT NULL,
    area TEXT NOT NULL CHECK (length(area) = 12),
    number TEXT NOT NULL,
    item_id TEXT NOT NULL,
    item_code TEXT NOT NULL,
    guide_version BIGINT NOT NULL,
    item_name TEXT NOT NULL,
    department_id TEXT NOT NULL,
    department_name TEXT NOT NULL,
    account_id TEXT NOT NULL,
    applicant TEXT NOT NULL,
    answers TEXT NOT NULL,
    instant BIGINT NOT NULL CHECK (instant IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('submitted', 'correction_requested', 'resubmitted', 'not_accepted',
        'accepted', 'in_review', 'decided_approved', 'decided_refused', 'delivered', 'closed', 'withdrawn')),
    open BIGINT NOT NULL CHECK (open IN (0, 1)),
    notices BIGINT NOT NULL CHECK (notices >= 0),
    deemed BIGINT NOT NULL CHECK (deemed IN (0, 1)),
    clock TEXT NOT NULL,
    due_on TEXT NOT NULL,
    due_kind TEXT NOT NULL CHECK (due_kind IN ('pre_acceptance', 'promised', 'statutory', 'delivery', 'paused', 'none')),
    due_not_before BIGINT NOT NULL CHECK (due_not_before IN (0, 1)),
    soon_on TEXT NOT NULL,
    warned TEXT NOT NULL CHECK (warned IN ('', 'soon', 'late')),
    submitted_at_ms BIGINT NOT NULL,
    changed_at_ms BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (id, area),
    UNIQUE (number, area)
);
CREATE INDEX case_file_account ON case_file (account_id, submitted_at_ms, id);
-- The queues hold open cases only, so that they cost the same however many cases have ended.
CREATE INDEX case_file_queue ON case_file (department_id, due_on, id, state, soon_on) WHERE open = 1;

CREATE TABLE case_event (
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    area TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    actor TEXT NOT NULL,
    party TEXT NOT NULL CHECK (party IN ('applicant', 'window', 'reviewer', 'system')),
    action TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    body TEXT,
    PRIMARY KEY (case_id, seq, area),
    FOREIGN KEY (case_id, area) REFERENCES case_file (id, area)
);

CREATE TABLE case_material (
    case_id TEXT NOT NULL,
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    material_key TEXT NOT NULL,
    blob TEXT NOT NULL,
    file_name TEXT NOT NULL,
    size_bytes BIGINT NOT NULL CHECK (size_bytes > 0),
    kind TEXT NOT NULL,
    content_type TEXT NOT NULL,
    given_at_ms BIGINT NOT NULL,
    PRIMARY KEY (case_id, id, area)
);

CREATE TABLE case_document (
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    seq BIGINT NOT NULL,
    area TEXT NOT NULL,
    blob TEXT NOT NULL,
    made_at_ms BIGINT NOT NULL,
    PRIMARY KEY (case_id, kind, seq, area),
    FOREIGN KEY (case_id, area) REFERENCES case_file (id, area)
);

CREATE TABLE case_message (
    id TEXT NOT NULL,
    area TEXT NOT NULL,
    account_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    text_key TEXT NOT NULL,
    item_name TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    unread BIGINT NOT NULL CHECK (unread IN (0, 1)),
    PRIMARY KEY (id, area)
);
CREATE INDEX case_message_account ON case_message (account_id, id);
CREATE INDEX case_message_unread ON case_message (account_id) WHERE unread = 1;

-- Daily numbers are handed out in blocks: a process takes a few at a time, so that this row is no bottleneck.
CREATE TABLE case_counter (
    area TEXT NOT NULL,
    series TEXT NOT NULL,
    day_on TEXT NOT NULL,
    next BIGINT NOT NULL,
    PRIMARY KEY (series, day_on, area)
);

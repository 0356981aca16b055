-- Drafts of guides on their way to publication. A draft holds the whole guide as canonical JSON (GB/T 39554 elements);
-- what is published stands in the catalogue's own tables.
CREATE TABLE authoring_draft (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL,
    department_id TEXT NOT NULL,
    region_code TEXT NOT NULL,
    source_id TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('drafting', 'in_review', 'returned', 'approved', 'published', 'discarded')),
    content TEXT NOT NULL,
    base_version BIGINT NOT NULL CHECK (base_version >= 0),
    published_version BIGINT NOT NULL CHECK (published_version >= 0),
    publish_on TEXT NOT NULL,
    round BIGINT NOT NULL CHECK (round >= 0),
    changed_by TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    changed_at_ms BIGINT NOT NULL,
    version BIGINT NOT NULL
);
-- One open draft an item: two authors meet in one draft instead of writing two. A new item's place and id count as it.
CREATE UNIQUE INDEX authoring_draft_open ON authoring_draft (region_code, source_id)
    WHERE state IN ('drafting', 'in_review', 'returned', 'approved');
CREATE INDEX authoring_draft_of_department ON authoring_draft (department_id, changed_at_ms, id);
CREATE INDEX authoring_draft_in_state ON authoring_draft (department_id, state, changed_at_ms, id);
CREATE INDEX authoring_draft_due ON authoring_draft (state, publish_on);

-- Everybody who wrote in a draft: none of them may review it.
CREATE TABLE authoring_hand (
    draft_id TEXT NOT NULL REFERENCES authoring_draft (id),
    account_id TEXT NOT NULL,
    PRIMARY KEY (draft_id, account_id)
);

-- What a reviewer asked to be mended, in which round of review, at which element.
CREATE TABLE authoring_remark (
    draft_id TEXT NOT NULL REFERENCES authoring_draft (id),
    round BIGINT NOT NULL,
    position BIGINT NOT NULL,
    element TEXT NOT NULL,
    remark TEXT NOT NULL,
    who TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (draft_id, round, position)
);

-- What happened to a draft, and who did it; saves are not steps.
CREATE TABLE authoring_event (
    draft_id TEXT NOT NULL REFERENCES authoring_draft (id),
    draft_version BIGINT NOT NULL,
    action TEXT NOT NULL,
    account_id TEXT NOT NULL,
    who TEXT NOT NULL,
    note TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (draft_id, draft_version)
);

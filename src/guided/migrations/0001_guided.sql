-- Decision trees: the version in force, every version that was, and at most one draft of each.
CREATE TABLE guided_tree (
    id TEXT PRIMARY KEY,
    region_code TEXT NOT NULL,
    title TEXT NOT NULL,
    department_id TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    body TEXT NOT NULL,
    published_at_ms BIGINT NOT NULL,
    broken TEXT NOT NULL
);

CREATE TABLE guided_version (
    tree_id TEXT NOT NULL REFERENCES guided_tree (id),
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    written_by TEXT NOT NULL,
    published_by TEXT NOT NULL,
    published_at_ms BIGINT NOT NULL,
    PRIMARY KEY (tree_id, version)
);

CREATE TABLE guided_draft (
    tree_id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    department_id TEXT NOT NULL,
    body TEXT NOT NULL,
    row_version BIGINT NOT NULL,
    submitted BIGINT NOT NULL CHECK (submitted IN (0, 1)),
    written_by TEXT NOT NULL,
    remark TEXT NOT NULL,
    updated_at_ms BIGINT NOT NULL
);

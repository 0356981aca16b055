-- The base catalogue (基本目录, task_directory): which items there are to be, by whom and on which levels; and how far
-- the items of each place agree with it. Conformity is worked out behind the changes, by generation.
CREATE TABLE catalogue_directory (
    code TEXT PRIMARY KEY,
    local_code TEXT NOT NULL,
    name TEXT NOT NULL,
    task_type TEXT NOT NULL,
    by_law TEXT NOT NULL,
    levels TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'cancelled')),
    version BIGINT NOT NULL CHECK (version > 0),
    effective_on TEXT NOT NULL,
    cancel_on TEXT NOT NULL,
    department TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    handled BIGINT NOT NULL CHECK (handled IN (0, 1)),
    punish_method TEXT NOT NULL,
    collect_type TEXT NOT NULL,
    reducible TEXT NOT NULL,
    added_on TEXT NOT NULL,
    changed_at_ms BIGINT NOT NULL
);
CREATE INDEX catalogue_directory_parent ON catalogue_directory (parent_code, code);

CREATE TABLE catalogue_directory_level (
    level TEXT NOT NULL,
    code TEXT NOT NULL REFERENCES catalogue_directory (code),
    PRIMARY KEY (level, code)
);

CREATE TABLE catalogue_conformity (
    item_id TEXT PRIMARY KEY REFERENCES catalogue_item (id),
    region_code TEXT NOT NULL,
    department_id TEXT NOT NULL,
    base_code TEXT NOT NULL,
    in_scope BIGINT NOT NULL CHECK (in_scope IN (0, 1)),
    differences TEXT NOT NULL
);
CREATE INDEX catalogue_conformity_of_place ON catalogue_conformity (region_code, in_scope, department_id, base_code,
    differences, item_id);

CREATE TABLE catalogue_conformity_mark (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    directory_generation BIGINT NOT NULL,
    checked_directory BIGINT NOT NULL,
    checked_generation BIGINT NOT NULL,
    checked_item TEXT NOT NULL
);
INSERT INTO catalogue_conformity_mark (id, directory_generation, checked_directory, checked_generation, checked_item)
VALUES (1, 0, 0, 0, '');

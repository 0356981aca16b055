-- What people asked, counted by day: no account, no address, no session.
CREATE TABLE findability_count (
    place TEXT NOT NULL,
    query TEXT NOT NULL,
    day_on TEXT NOT NULL,
    searches BIGINT NOT NULL,
    vain BIGINT NOT NULL,
    chosen BIGINT NOT NULL,
    PRIMARY KEY (place, query, day_on)
);
CREATE INDEX findability_count_day ON findability_count (place, day_on);
CREATE INDEX findability_count_old ON findability_count (day_on);

-- Failed queries: one row for each place and query, opened again when it fails after it was cleared.
CREATE TABLE findability_failed (
    place TEXT NOT NULL,
    query TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    why TEXT NOT NULL CHECK (why IN ('nothing', 'abandoned')),
    searches BIGINT NOT NULL,
    opened_at_ms BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'cleared')),
    how TEXT NOT NULL,
    note TEXT NOT NULL,
    cleared_by TEXT NOT NULL,
    cleared_at_ms BIGINT NOT NULL,
    cleared_on TEXT NOT NULL,
    PRIMARY KEY (place, query)
);
CREATE INDEX findability_failed_due ON findability_failed (state, due_on, id);
CREATE INDEX findability_failed_place ON findability_failed (place, state, due_on, id);
CREATE INDEX findability_failed_old ON findability_failed (state, cleared_on);

-- What operators changed of the words that the program carries.
CREATE TABLE findability_word (
    list TEXT NOT NULL,
    said TEXT NOT NULL,
    meant TEXT NOT NULL,
    is_removed BIGINT NOT NULL CHECK (is_removed IN (0, 1)),
    PRIMARY KEY (list, said)
);
CREATE TABLE findability_version (
    number BIGINT NOT NULL PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    why TEXT NOT NULL,
    changes TEXT NOT NULL,
    undoes BIGINT NOT NULL,
    worse BIGINT NOT NULL
);

-- Items that are not found as they should be.
CREATE TABLE findability_miss (
    item_id TEXT NOT NULL,
    said TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'everyday')),
    place TEXT NOT NULL,
    department_id TEXT NOT NULL,
    department TEXT NOT NULL,
    name TEXT NOT NULL,
    first TEXT NOT NULL,
    opened_at_ms BIGINT NOT NULL,
    due_on TEXT NOT NULL,
    PRIMARY KEY (item_id, said)
);
CREATE INDEX findability_miss_due ON findability_miss (due_on, item_id, said);
CREATE INDEX findability_miss_place ON findability_miss (place, due_on, item_id, said);

-- How far the check of all items is; one row. Of several processes the one with the lease works.
CREATE TABLE findability_check (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    known BIGINT NOT NULL,
    at_generation BIGINT NOT NULL,
    at_id TEXT NOT NULL,
    words BIGINT NOT NULL,
    is_done BIGINT NOT NULL,
    items BIGINT NOT NULL,
    full_on TEXT NOT NULL,
    done_at_ms BIGINT NOT NULL,
    leased_by TEXT NOT NULL,
    leased_until_ms BIGINT NOT NULL
);

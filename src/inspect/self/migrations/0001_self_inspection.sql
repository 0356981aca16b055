-- What was looked at, what was found, who must mend it until when, and how many of each a place has.

-- One row for each item, column of a place, and page of the whole site. outcomes: "A3=p D1=f …" (p passed, f failed,
-- u could not be checked). region_code is 'platform' for pages that belong to no place.
CREATE TABLE inspect_self_subject (
    subject_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('item', 'column', 'page')),
    region_code TEXT NOT NULL,
    department_id TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    stamp TEXT NOT NULL,
    outcomes TEXT NOT NULL,
    checked_at_ms BIGINT NOT NULL
);
CREATE INDEX inspect_self_subject_again ON inspect_self_subject (checked_at_ms, subject_id) WHERE kind = 'item';
CREATE INDEX inspect_self_subject_column ON inspect_self_subject (region_code, subject_id) WHERE kind = 'column';

CREATE TABLE inspect_self_finding (
    subject_id TEXT NOT NULL REFERENCES inspect_self_subject (subject_id),
    check_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    rule TEXT NOT NULL,
    element TEXT NOT NULL,
    words TEXT NOT NULL,
    why TEXT NOT NULL,
    better TEXT NOT NULL,
    PRIMARY KEY (subject_id, check_id, position)
);

-- One row for each failure from the day it was found to the day it was gone.
CREATE TABLE inspect_self_follow_up (
    id TEXT PRIMARY KEY,
    check_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    region_code TEXT NOT NULL,
    department_id TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    closed_on TEXT NOT NULL
);
CREATE UNIQUE INDEX inspect_self_follow_up_open ON inspect_self_follow_up (subject_id, check_id) WHERE closed_on = '';
CREATE INDEX inspect_self_follow_up_check ON inspect_self_follow_up (region_code, check_id, due_on, id)
    WHERE closed_on = '';
CREATE INDEX inspect_self_follow_up_place ON inspect_self_follow_up (region_code, due_on, id) WHERE closed_on = '';
CREATE INDEX inspect_self_follow_up_department ON inspect_self_follow_up (department_id, due_on, id)
    WHERE closed_on = '';

-- Places include all that lies below them; departments are those of exactly this place, '' is the place itself.
-- parent_code: the place above, of rows of places only.
CREATE TABLE inspect_self_count (
    region_code TEXT NOT NULL,
    department_id TEXT NOT NULL,
    check_id TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    checked BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    unchecked BIGINT NOT NULL,
    PRIMARY KEY (region_code, department_id, check_id)
);
CREATE INDEX inspect_self_count_below ON inspect_self_count (parent_code, region_code, check_id)
    WHERE department_id = '';

-- How many follow-ups are open, by the day they are due: what is overdue is a sum over few rows.
CREATE TABLE inspect_self_due (
    region_code TEXT NOT NULL,
    department_id TEXT NOT NULL,
    due_on TEXT NOT NULL,
    check_id TEXT NOT NULL,
    parent_code TEXT NOT NULL,
    open BIGINT NOT NULL,
    PRIMARY KEY (region_code, department_id, due_on, check_id)
);
CREATE INDEX inspect_self_due_below ON inspect_self_due (parent_code, region_code) WHERE department_id = '';

-- The counts at the end of each day on which they moved.
CREATE TABLE inspect_self_history (
    region_code TEXT NOT NULL,
    department_id TEXT NOT NULL,
    on_day TEXT NOT NULL,
    check_id TEXT NOT NULL,
    checked BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    PRIMARY KEY (region_code, department_id, on_day, check_id)
);

-- One row: up to which generation of the catalogue everything was looked at, by which edition of the rules.
CREATE TABLE inspect_self_progress (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    generation BIGINT NOT NULL,
    edition TEXT NOT NULL,
    finished_at_ms BIGINT NOT NULL
);
INSERT INTO inspect_self_progress (id, generation, edition, finished_at_ms) VALUES (1, 0, '', 0);

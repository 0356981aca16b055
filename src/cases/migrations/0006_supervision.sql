-- What the cases of a department came to in a month, as counts: the cases themselves end and are archived. `area` is
-- the region of their items and the distribution column; it stands first because one place is looked at at a time.
CREATE TABLE case_month (
    area TEXT NOT NULL CHECK (length(area) = 12),
    department_id TEXT NOT NULL,
    month TEXT NOT NULL CHECK (length(month) = 7),
    ended BIGINT NOT NULL CHECK (ended >= 0),
    ended_late BIGINT NOT NULL CHECK (ended_late >= 0 AND ended_late <= ended),
    soon_warnings BIGINT NOT NULL CHECK (soon_warnings >= 0),
    late_warnings BIGINT NOT NULL CHECK (late_warnings >= 0),
    PRIMARY KEY (area, department_id, month)
);

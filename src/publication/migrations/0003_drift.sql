-- Comparisons of other channels with us.
CREATE TABLE publication_drift_run (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    region_code TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    failure TEXT NOT NULL,
    ours BIGINT NOT NULL,
    theirs BIGINT NOT NULL,
    matched BIGINT NOT NULL,
    same BIGINT NOT NULL,
    missing BIGINT NOT NULL,
    extra BIGINT NOT NULL,
    fields BIGINT NOT NULL
);
CREATE INDEX publication_drift_run_of_channel ON publication_drift_run (channel, id);

-- Of the last run of each channel.
CREATE TABLE publication_difference (
    run_id TEXT NOT NULL REFERENCES publication_drift_run (id),
    position BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('missing', 'extra', 'field')),
    item_id TEXT NOT NULL,
    name TEXT NOT NULL,
    field TEXT NOT NULL,
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    PRIMARY KEY (run_id, position)
);

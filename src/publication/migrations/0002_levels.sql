-- Instances below that report their lists to us: how far each has come.
CREATE TABLE publication_below (
    instance TEXT PRIMARY KEY,
    cursor TEXT NOT NULL,
    reported_at_ms BIGINT NOT NULL,
    records BIGINT NOT NULL
);

-- What an instance below reported and we could not take.
CREATE TABLE publication_refused (
    instance TEXT NOT NULL,
    region_code TEXT NOT NULL,
    source_id TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (instance, region_code, source_id)
);

-- One row: how we stand with the instance above.
CREATE TABLE publication_upstream (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    tried_at_ms BIGINT NOT NULL,
    agreed_at_ms BIGINT NOT NULL,
    failure TEXT NOT NULL,
    cursor TEXT NOT NULL,
    items BIGINT NOT NULL,
    list_hash TEXT NOT NULL,
    upper_hash TEXT NOT NULL,
    refused BIGINT NOT NULL
);

-- What an operator says over the packed list of regions: functional zones, new names, closings.
CREATE TABLE region_addition (
    code TEXT PRIMARY KEY CHECK (length(code) = 12),
    name TEXT NOT NULL CHECK (length(name) > 0),
    parent_code TEXT NOT NULL CHECK (length(parent_code) = 12),
    state TEXT NOT NULL CHECK (state IN ('active', 'closed')),
    changed_at_ms BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1)
);

-- Inspections of others: what is inspected, what was seen, what the inspected said to it, and what became of it.
-- Everything of one campaign carries its id; one campaign is some thousands of rows.
CREATE TABLE campaign_round (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    edition TEXT NOT NULL,
    seed TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'running', 'closed')),
    created_by TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE campaign_stratum (
    round_id TEXT NOT NULL REFERENCES campaign_round (id),
    stratum TEXT NOT NULL CHECK (stratum IN ('province', 'city', 'county')),
    quota BIGINT NOT NULL CHECK (quota >= 0),
    PRIMARY KEY (round_id, stratum)
);

CREATE TABLE campaign_platform (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES campaign_round (id),
    stratum TEXT NOT NULL CHECK (stratum IN ('province', 'city', 'county')),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    named BIGINT NOT NULL CHECK (named IN (0, 1)),
    sampled BIGINT NOT NULL CHECK (sampled IN (0, 1)),
    link_hash TEXT,
    link_until_ms BIGINT,
    UNIQUE (round_id, address)
);
CREATE INDEX campaign_platform_sampled ON campaign_platform (round_id, sampled, id);
CREATE UNIQUE INDEX campaign_platform_link ON campaign_platform (link_hash);

CREATE TABLE campaign_visit (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES campaign_round (id),
    platform_id TEXT NOT NULL REFERENCES campaign_platform (id),
    kind TEXT NOT NULL CHECK (kind IN ('machine', 'manual')),
    seed TEXT NOT NULL,
    report_file TEXT NOT NULL,
    by_account TEXT NOT NULL,
    at_ms BIGINT NOT NULL
);
CREATE INDEX campaign_visit_platform ON campaign_visit (platform_id, id);

-- One indicator of one platform, or of one item on it. The last visit counts; what it was before stands in campaign_change.
CREATE TABLE campaign_observation (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES campaign_round (id),
    platform_id TEXT NOT NULL REFERENCES campaign_platform (id),
    visit_id TEXT NOT NULL REFERENCES campaign_visit (id),
    indicator TEXT NOT NULL,
    item TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('passed', 'failed', 'could_not_check')),
    note TEXT NOT NULL,
    by_account TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (platform_id, indicator, item)
);
CREATE INDEX campaign_observation_round ON campaign_observation (round_id, id);

CREATE TABLE campaign_finding (
    id TEXT PRIMARY KEY,
    observation_id TEXT NOT NULL REFERENCES campaign_observation (id),
    platform_id TEXT NOT NULL REFERENCES campaign_platform (id),
    what TEXT NOT NULL,
    words TEXT NOT NULL,
    address TEXT NOT NULL,
    evidence TEXT NOT NULL
);
CREATE INDEX campaign_finding_platform ON campaign_finding (platform_id, id);
CREATE INDEX campaign_finding_observation ON campaign_finding (observation_id);

CREATE TABLE campaign_objection (
    id TEXT PRIMARY KEY,
    observation_id TEXT NOT NULL REFERENCES campaign_observation (id),
    platform_id TEXT NOT NULL REFERENCES campaign_platform (id),
    words TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('open', 'upheld', 'refused')),
    answer TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at_ms BIGINT
);
CREATE INDEX campaign_objection_platform ON campaign_objection (platform_id, id);
CREATE INDEX campaign_objection_observation ON campaign_objection (observation_id, outcome);

-- Every change of a result, with its reason: nothing is overwritten in silence.
CREATE TABLE campaign_change (
    id TEXT PRIMARY KEY,
    observation_id TEXT NOT NULL REFERENCES campaign_observation (id),
    platform_id TEXT NOT NULL REFERENCES campaign_platform (id),
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_account TEXT NOT NULL,
    at_ms BIGINT NOT NULL
);
CREATE INDEX campaign_change_platform ON campaign_change (platform_id, id);

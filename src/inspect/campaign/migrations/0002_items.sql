-- Items of the sampled platforms, and which of them are looked at (国办函〔2017〕115号 drew 865).
ALTER TABLE campaign_round ADD COLUMN item_quota BIGINT NOT NULL DEFAULT 0;
ALTER TABLE campaign_round ADD COLUMN items_drawn_at_ms BIGINT;

-- High-frequency items: what of this name a platform has is always in the sample.
CREATE TABLE campaign_named_item (
    round_id TEXT NOT NULL REFERENCES campaign_round (id),
    name TEXT NOT NULL,
    PRIMARY KEY (round_id, name)
);

CREATE TABLE campaign_item (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES campaign_round (id),
    platform_id TEXT NOT NULL REFERENCES campaign_platform (id),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    named BIGINT NOT NULL CHECK (named IN (0, 1)),
    sampled BIGINT NOT NULL CHECK (sampled IN (0, 1)),
    UNIQUE (platform_id, name)
);
CREATE INDEX campaign_item_sampled ON campaign_item (round_id, sampled, id);

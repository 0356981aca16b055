-- States of items. Whatever is not active stands on no list, so the lists have indexes of active items only. Each change
-- of state is a row that says from when, why and by which document.
ALTER TABLE catalogue_item ADD COLUMN state TEXT NOT NULL DEFAULT 'active'
    CHECK (state IN ('active', 'suspended', 'cancelled', 'delegated', 'merged', 'split'));
DROP INDEX catalogue_item_of_region;
DROP INDEX catalogue_item_of_department;
CREATE INDEX catalogue_item_shown ON catalogue_item (id) WHERE state = 'active';
CREATE INDEX catalogue_item_of_region ON catalogue_item (region_code, listing_rank, id) WHERE state = 'active';
CREATE INDEX catalogue_item_of_department ON catalogue_item (department_id, listing_rank, id) WHERE state = 'active';
CREATE INDEX catalogue_item_of_base_code ON catalogue_item (base_code, region_code, id);

CREATE TABLE catalogue_standing (
    item_id TEXT NOT NULL REFERENCES catalogue_item (id),
    generation BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'cancelled', 'delegated', 'merged', 'split')),
    since_ms BIGINT NOT NULL,
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    PRIMARY KEY (item_id, generation)
);

CREATE TABLE catalogue_successor (
    item_id TEXT NOT NULL REFERENCES catalogue_item (id),
    successor_id TEXT NOT NULL REFERENCES catalogue_item (id),
    PRIMARY KEY (item_id, successor_id)
);
CREATE INDEX catalogue_standing_of_decision ON catalogue_standing (decision_id, item_id);

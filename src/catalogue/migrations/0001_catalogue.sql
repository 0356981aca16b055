-- Departments, items and the guides published for them. Items and departments of all places stand in one set of
-- tables; every index that a place's pages use begins with the place, its department or its theme.
CREATE TABLE catalogue_department (
    id TEXT PRIMARY KEY,
    region_code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    credit_code TEXT NOT NULL,
    UNIQUE (region_code, name_key)
);

CREATE TABLE catalogue_department_code (
    department_id TEXT NOT NULL REFERENCES catalogue_department (id),
    code TEXT NOT NULL,
    validity TEXT NOT NULL CHECK (validity IN ('valid', 'invalid')),
    added_at_ms BIGINT NOT NULL,
    PRIMARY KEY (department_id, code)
);

CREATE TABLE catalogue_item (
    id TEXT PRIMARY KEY,
    region_code TEXT NOT NULL,
    source_id TEXT NOT NULL,
    department_id TEXT NOT NULL REFERENCES catalogue_department (id),
    name TEXT NOT NULL,
    main_item TEXT NOT NULL,
    search_text TEXT NOT NULL,
    implement_code TEXT NOT NULL,
    base_code TEXT NOT NULL,
    task_type TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('listed', 'guide')),
    listing_rank BIGINT NOT NULL CHECK (listing_rank IN (0, 1, 2)),
    published_version BIGINT NOT NULL CHECK (published_version >= 0),
    promised TEXT NOT NULL,
    visits BIGINT NOT NULL,
    generation BIGINT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    changed_at_ms BIGINT NOT NULL,
    UNIQUE (region_code, source_id)
);
CREATE INDEX catalogue_item_of_region ON catalogue_item (region_code, listing_rank, id);
CREATE INDEX catalogue_item_of_department ON catalogue_item (department_id, listing_rank, id);
CREATE INDEX catalogue_item_changed ON catalogue_item (generation, id);
CREATE INDEX catalogue_item_of_code ON catalogue_item (implement_code);

-- region_code and listing_rank repeat those of the item: one index gives a place's theme page in its order.
CREATE TABLE catalogue_item_theme (
    item_id TEXT NOT NULL REFERENCES catalogue_item (id),
    axis TEXT NOT NULL CHECK (axis IN ('personal', 'legal', 'event')),
    code TEXT NOT NULL,
    region_code TEXT NOT NULL,
    listing_rank BIGINT NOT NULL CHECK (listing_rank IN (0, 1, 2)),
    PRIMARY KEY (item_id, axis, code)
);
CREATE INDEX catalogue_item_of_theme ON catalogue_item_theme (axis, code, region_code, listing_rank, item_id);

-- How many items each place has, in all and per department, theme and life event; moved by the transaction that moves
-- the items, so that no page counts rows.
CREATE TABLE catalogue_count (
    region_code TEXT NOT NULL,
    axis TEXT NOT NULL CHECK (axis IN ('all', 'department', 'personal', 'legal', 'event')),
    code TEXT NOT NULL,
    items BIGINT NOT NULL,
    guides BIGINT NOT NULL,
    online BIGINT NOT NULL,
    PRIMARY KEY (region_code, axis, code)
);

-- One row. Every transaction that changes the catalogue takes the next number and stamps its items with it.
CREATE TABLE catalogue_generation (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    generation BIGINT NOT NULL
);
INSERT INTO catalogue_generation (id, generation) VALUES (1, 1);

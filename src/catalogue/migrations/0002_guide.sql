-- Guides: every published version stays, element by element. Lists of codes and of names are JSON arrays.
CREATE TABLE catalogue_guide (
    item_id TEXT NOT NULL REFERENCES catalogue_item (id),
    version BIGINT NOT NULL CHECK (version > 0),
    name TEXT NOT NULL,
    short_names TEXT NOT NULL,
    base_code TEXT NOT NULL,
    task_type TEXT NOT NULL,
    audience TEXT NOT NULL,
    personal_themes TEXT NOT NULL,
    legal_themes TEXT NOT NULL,
    life_events TEXT NOT NULL,
    power_source TEXT NOT NULL,
    level TEXT NOT NULL,
    project_type TEXT NOT NULL,
    handle_types TEXT NOT NULL,
    online_depth TEXT NOT NULL,
    visits BIGINT NOT NULL,
    visit_reason TEXT NOT NULL,
    statutory_count BIGINT NOT NULL,
    statutory_unit TEXT NOT NULL CHECK (statutory_unit IN ('workday', 'day', 'month')),
    statutory_basis TEXT NOT NULL,
    promised_count BIGINT NOT NULL,
    promised_unit TEXT NOT NULL CHECK (promised_unit IN ('workday', 'day', 'month')),
    promised_basis TEXT NOT NULL,
    handle_area TEXT NOT NULL,
    special_procedure TEXT NOT NULL,
    quantity_limit TEXT NOT NULL,
    result_name TEXT NOT NULL,
    result_type TEXT NOT NULL,
    result_sample TEXT NOT NULL,
    result_delivery TEXT NOT NULL,
    consult_phone TEXT NOT NULL,
    complaint_phone TEXT NOT NULL,
    review_body TEXT NOT NULL,
    court TEXT NOT NULL,
    fee_note TEXT NOT NULL,
    form TEXT,
    content_hash TEXT NOT NULL,
    published_at_ms BIGINT NOT NULL,
    PRIMARY KEY (item_id, version)
);

CREATE TABLE catalogue_basis (
    item_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    law TEXT NOT NULL,
    article TEXT NOT NULL,
    quote TEXT NOT NULL,
    PRIMARY KEY (item_id, version, position),
    FOREIGN KEY (item_id, version) REFERENCES catalogue_guide (item_id, version)
);

CREATE TABLE catalogue_stage (
    item_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    what TEXT NOT NULL,
    requirement TEXT NOT NULL,
    days BIGINT NOT NULL,
    who TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (item_id, version, position),
    FOREIGN KEY (item_id, version) REFERENCES catalogue_guide (item_id, version)
);

CREATE TABLE catalogue_material (
    item_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    material_key TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    form TEXT NOT NULL,
    copies BIGINT NOT NULL,
    need TEXT NOT NULL,
    need_when TEXT NOT NULL,
    source TEXT NOT NULL,
    source_note TEXT NOT NULL,
    signature TEXT NOT NULL,
    basis TEXT NOT NULL,
    accept_standard TEXT NOT NULL,
    fill_note TEXT NOT NULL,
    exempt BIGINT NOT NULL CHECK (exempt IN (0, 1)),
    sheet TEXT,
    show_if TEXT,
    PRIMARY KEY (item_id, version, position),
    UNIQUE (item_id, version, material_key),
    FOREIGN KEY (item_id, version) REFERENCES catalogue_guide (item_id, version)
);

CREATE TABLE catalogue_fee (
    item_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    standard TEXT NOT NULL,
    amount_fen BIGINT NOT NULL,
    basis TEXT NOT NULL,
    reducible TEXT NOT NULL,
    PRIMARY KEY (item_id, version, position),
    FOREIGN KEY (item_id, version) REFERENCES catalogue_guide (item_id, version)
);

CREATE TABLE catalogue_place (
    item_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    hours TEXT NOT NULL,
    phone TEXT NOT NULL,
    traffic TEXT NOT NULL,
    PRIMARY KEY (item_id, version, position),
    FOREIGN KEY (item_id, version) REFERENCES catalogue_guide (item_id, version)
);

CREATE TABLE catalogue_question (
    item_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (item_id, version, position),
    FOREIGN KEY (item_id, version) REFERENCES catalogue_guide (item_id, version)
);

CREATE TABLE catalogue_condition (
    item_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    position BIGINT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (item_id, version, position),
    FOREIGN KEY (item_id, version) REFERENCES catalogue_guide (item_id, version)
);

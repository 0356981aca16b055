-- More of what is looked at: entries of the base catalogue in a place, the cases of an item, what another channel shows of
-- its own, failed queries. weight: how many units the subject stands for (the cases of an item; else one).
CREATE TABLE inspect_self_subject_new (
    subject_id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('item', 'column', 'page', 'entry', 'cases', 'extra', 'query')),
    region_code TEXT NOT NULL,
    department_id TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    stamp TEXT NOT NULL,
    outcomes TEXT NOT NULL,
    checked_at_ms BIGINT NOT NULL,
    weight BIGINT NOT NULL CHECK (weight >= 0)
);
INSERT INTO inspect_self_subject_new (subject_id, kind, region_code, department_id, name, url, stamp, outcomes,
    checked_at_ms, weight)
SELECT subject_id, kind, region_code, department_id, name, url, stamp, outcomes, checked_at_ms, 1
FROM inspect_self_subject;

CREATE TABLE inspect_self_finding_new (
    subject_id TEXT NOT NULL,
    check_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    rule TEXT NOT NULL,
    element TEXT NOT NULL,
    words TEXT NOT NULL,
    why TEXT NOT NULL,
    better TEXT NOT NULL,
    PRIMARY KEY (subject_id, check_id, position)
);
INSERT INTO inspect_self_finding_new (subject_id, check_id, position, rule, element, words, why, better)
SELECT subject_id, check_id, position, rule, element, words, why, better FROM inspect_self_finding;

DROP TABLE inspect_self_finding;
DROP TABLE inspect_self_subject;
ALTER TABLE inspect_self_subject_new RENAME TO inspect_self_subject;
ALTER TABLE inspect_self_finding_new RENAME TO inspect_self_finding;
CREATE INDEX inspect_self_subject_again ON inspect_self_subject (checked_at_ms, subject_id) WHERE kind = 'item';
CREATE INDEX inspect_self_subject_place ON inspect_self_subject (region_code, kind, subject_id);
CREATE INDEX inspect_self_subject_kind ON inspect_self_subject (kind, subject_id) WHERE kind = 'query';

-- Cases filed, by item; is_new: not yet counted in the subject of kind cases.
CREATE TABLE inspect_self_cases (
    item_id TEXT PRIMARY KEY,
    cases BIGINT NOT NULL,
    is_new BIGINT NOT NULL CHECK (is_new IN (0, 1))
);
CREATE INDEX inspect_self_cases_new ON inspect_self_cases (item_id) WHERE is_new = 1;

-- One rating for each case; rows are only added. Totals are kept beside, so that a guide need not count.
CREATE TABLE rating_given (
    case_id TEXT NOT NULL,
    area TEXT NOT NULL,
    id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    item_name TEXT NOT NULL,
    department_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    score BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),
    reasons TEXT NOT NULL,
    comment TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (case_id, area)
);
CREATE INDEX rating_given_department ON rating_given (department_id, id);

CREATE TABLE rating_total (
    item_id TEXT NOT NULL,
    score BIGINT NOT NULL CHECK (score BETWEEN 1 AND 5),
    ratings BIGINT NOT NULL CHECK (ratings >= 0),
    PRIMARY KEY (item_id, score)
);

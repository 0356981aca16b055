-- Who may sign in, what proves it, and who is signed in.
-- Distribution (Citus): accounts and what hangs on them by account, handles and sessions and throttles by their hash,
-- firms by their code; references between those are checked by the use case.
CREATE TABLE identity_account (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('person', 'agent', 'window', 'reviewer', 'operator')),
    login TEXT,
    name_sealed TEXT,
    id_number_sealed TEXT,
    phone_sealed TEXT,
    password_hash TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
    real_name_level BIGINT NOT NULL CHECK (real_name_level BETWEEN 1 AND 4),
    agreed_to TEXT NOT NULL,
    is_demo BIGINT NOT NULL CHECK (is_demo IN (0, 1)),
    created_at_ms BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- What is typed to sign in. One row each, so that a number belongs to one account of a kind.
CREATE TABLE identity_handle (
    handle_hash TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'agent', 'staff')),
    account_id TEXT NOT NULL,
    PRIMARY KEY (handle_hash, kind)
);

CREATE TABLE identity_firm (
    credit_code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    representative_sealed TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL
);

-- Who acts for which firm, for what, and when. The scope 'all' is everything the firm may do here.
CREATE TABLE identity_agency (
    account_id TEXT NOT NULL REFERENCES identity_account (id),
    credit_code TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('all')),
    valid_from_on TEXT NOT NULL,
    valid_until_on TEXT,
    PRIMARY KEY (account_id, credit_code)
);

CREATE TABLE identity_staff_department (
    account_id TEXT NOT NULL REFERENCES identity_account (id),
    department_id TEXT NOT NULL,
    PRIMARY KEY (account_id, department_id)
);

CREATE TABLE identity_session (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    form_secret TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    last_seen_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT NOT NULL
);
CREATE INDEX identity_session_by_account ON identity_session (account_id);
CREATE INDEX identity_session_by_last_seen ON identity_session (last_seen_at_ms);

CREATE TABLE identity_throttle (
    key_hash TEXT PRIMARY KEY,
    window_start_at_ms BIGINT NOT NULL,
    failures BIGINT NOT NULL CHECK (failures >= 0)
);
CREATE INDEX identity_throttle_by_start ON identity_throttle (window_start_at_ms);

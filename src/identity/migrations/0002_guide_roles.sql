-- Roles are a closed list of the program (Role in identity.hpp): SQLite cannot change a CHECK, so that the table would
-- have to be made anew for each new role.
CREATE TABLE identity_account_with_any_role (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL,
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
INSERT INTO identity_account_with_any_role
SELECT id, role, login, name_sealed, id_number_sealed, phone_sealed, password_hash, status, real_name_level, agreed_to,
       is_demo, created_at_ms, version
  FROM identity_account;

-- What refers to the account moves with it.
CREATE TABLE identity_agency_moved (
    account_id TEXT NOT NULL REFERENCES identity_account_with_any_role (id),
    credit_code TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('all')),
    valid_from_on TEXT NOT NULL,
    valid_until_on TEXT,
    PRIMARY KEY (account_id, credit_code)
);
INSERT INTO identity_agency_moved
SELECT account_id, credit_code, scope, valid_from_on, valid_until_on FROM identity_agency;
CREATE TABLE identity_staff_department_moved (
    account_id TEXT NOT NULL REFERENCES identity_account_with_any_role (id),
    department_id TEXT NOT NULL,
    PRIMARY KEY (account_id, department_id)
);
INSERT INTO identity_staff_department_moved SELECT account_id, department_id FROM identity_staff_department;

DROP TABLE identity_agency;
DROP TABLE identity_staff_department;
DROP TABLE identity_account;
ALTER TABLE identity_account_with_any_role RENAME TO identity_account;
ALTER TABLE identity_agency_moved RENAME TO identity_agency;
ALTER TABLE identity_staff_department_moved RENAME TO identity_staff_department;

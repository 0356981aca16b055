-- What each target of the national exchange has: the next export of changes is made against it.
CREATE TABLE publication_exchanged (
    target TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_guid TEXT NOT NULL,
    contents TEXT NOT NULL,
    batch TEXT NOT NULL,
    PRIMARY KEY (target, table_name, row_guid)
);

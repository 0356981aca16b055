-- Files by content, for installations whose state is all in the database.
CREATE TABLE blob_object (
    name TEXT PRIMARY KEY,
    size_bytes BIGINT NOT NULL CHECK (size_bytes >= 0),
    sealed TEXT NOT NULL
);

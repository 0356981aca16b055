-- When the bytes were put for the last time: what no row names is collected some days after it.
ALTER TABLE blob_object ADD COLUMN put_at_ms BIGINT NOT NULL DEFAULT 0;

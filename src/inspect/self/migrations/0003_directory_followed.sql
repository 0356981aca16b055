-- Up to which generation of the base catalogue items were held against it; 0: before there was one.
ALTER TABLE inspect_self_progress ADD COLUMN directory_generation BIGINT NOT NULL DEFAULT 0;

-- Instances below follow the base catalogue: each entry knows the generation of its last change, and whether it came from
-- the instance above.
ALTER TABLE catalogue_directory ADD COLUMN generation BIGINT NOT NULL DEFAULT 0;
ALTER TABLE catalogue_directory ADD COLUMN followed BIGINT NOT NULL DEFAULT 0 CHECK (followed IN (0, 1));
CREATE INDEX catalogue_directory_change ON catalogue_directory (generation, code);

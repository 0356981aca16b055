-- 告知承诺: the words that were promised in place of a material, as they stood when they were signed; empty for an upload.
ALTER TABLE case_material ADD COLUMN commitment TEXT NOT NULL DEFAULT '';

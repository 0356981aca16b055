-- 告知承诺: what an applicant may promise instead of bringing the material; empty where nothing replaces it.
ALTER TABLE catalogue_material ADD COLUMN commitment TEXT NOT NULL DEFAULT '';

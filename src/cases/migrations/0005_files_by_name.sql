-- Files that no row names are collected: whether one does is asked by the file's name.
CREATE INDEX case_material_blob ON case_material (blob);
CREATE INDEX case_document_blob ON case_document (blob);

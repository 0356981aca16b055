-- A decision about items asks for their open cases and drafts.
CREATE INDEX case_file_item ON case_file (item_id) WHERE open = 1;
CREATE INDEX case_draft_item ON case_draft (item_id);

-- The applicant as known when the draft was last saved: submission copies it, and reads no account.
ALTER TABLE case_draft ADD COLUMN applicant TEXT;

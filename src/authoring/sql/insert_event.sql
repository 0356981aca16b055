INSERT INTO authoring_event (draft_id, draft_version, action, account_id, who, note, at_ms)
VALUES (:draft_id, :draft_version, :action, :account_id, :who, :note, :at_ms)

INSERT INTO authoring_hand (draft_id, account_id) VALUES (:draft_id, :account_id)
ON CONFLICT (draft_id, account_id) DO NOTHING

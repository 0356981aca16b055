INSERT INTO decisions_flag (decision_id, item_id, version, settled_version) VALUES (:decision_id, :item_id, :version, NULL)
ON CONFLICT (decision_id, item_id) DO NOTHING

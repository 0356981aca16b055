INSERT INTO decisions_guide (decision_id, item_id, old_version, new_version, materials)
VALUES (:decision_id, :item_id, :old_version, :new_version, :materials)

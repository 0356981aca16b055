INSERT INTO decisions_target (decision_id, position, base_code, name) VALUES (:decision_id, :position, :base_code, :name)

INSERT INTO decisions_code (decision_id, position, base_code) VALUES (:decision_id, :position, :base_code)

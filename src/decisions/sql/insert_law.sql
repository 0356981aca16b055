INSERT INTO decisions_law (decision_id, position, law) VALUES (:decision_id, :position, :law)

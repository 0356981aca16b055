SELECT base_code, name FROM decisions_target WHERE decision_id = :decision_id ORDER BY position

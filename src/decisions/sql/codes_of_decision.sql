SELECT base_code FROM decisions_code WHERE decision_id = :decision_id ORDER BY position

SELECT law FROM decisions_law WHERE decision_id = :decision_id ORDER BY position

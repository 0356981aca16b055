UPDATE publication_upper_decision SET outcome = 'settled' WHERE decision_id = :decision_id AND outcome = 'left'

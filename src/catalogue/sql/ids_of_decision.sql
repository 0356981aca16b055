SELECT item_id FROM catalogue_standing WHERE decision_id = :decision_id ORDER BY item_id

INSERT INTO decisions_case (decision_id, number, item_id, item_name, state, department, handed_to)
VALUES (:decision_id, :number, :item_id, :item_name, :state, :department, :handed_to)

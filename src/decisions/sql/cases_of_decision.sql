SELECT number, item_id, item_name, state, department, handed_to FROM decisions_case
WHERE decision_id = :decision_id AND number > :after
ORDER BY number
LIMIT :take

SELECT item_id, decision_id, version FROM decisions_flag
WHERE settled_version IS NULL AND (item_id > :after_item OR (item_id = :after_item AND decision_id > :after_decision))
ORDER BY item_id, decision_id
LIMIT :take

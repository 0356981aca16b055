SELECT decision_id, version FROM decisions_flag WHERE item_id = :item_id AND settled_version IS NULL
ORDER BY decision_id
LIMIT 50

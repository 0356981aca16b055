SELECT item_id, version, settled_version FROM decisions_flag WHERE decision_id = :decision_id AND item_id > :after
ORDER BY item_id
LIMIT :take

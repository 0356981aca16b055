SELECT item_id, old_version, new_version, materials FROM decisions_guide
WHERE decision_id = :decision_id AND item_id > :after
ORDER BY item_id
LIMIT :take

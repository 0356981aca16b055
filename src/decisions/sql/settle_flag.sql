UPDATE decisions_flag SET settled_version = :settled_version
WHERE decision_id = :decision_id AND item_id = :item_id AND settled_version IS NULL

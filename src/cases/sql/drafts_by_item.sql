SELECT item_id, COUNT(*) FROM case_draft GROUP BY item_id

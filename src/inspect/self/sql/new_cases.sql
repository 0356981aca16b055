SELECT item_id, cases FROM inspect_self_cases WHERE is_new = 1 ORDER BY item_id LIMIT :take

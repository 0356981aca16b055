UPDATE inspect_self_cases SET is_new = 0 WHERE item_id = :item_id AND cases = :cases

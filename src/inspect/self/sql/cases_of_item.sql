SELECT cases FROM inspect_self_cases WHERE item_id = :item_id

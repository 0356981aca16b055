SELECT axis, code FROM catalogue_item_theme WHERE item_id = :item_id

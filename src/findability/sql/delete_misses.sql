DELETE FROM findability_miss WHERE item_id = :item_id

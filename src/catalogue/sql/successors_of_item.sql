SELECT successor_id FROM catalogue_successor WHERE item_id = :item_id ORDER BY successor_id LIMIT 200

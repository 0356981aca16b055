INSERT INTO catalogue_successor (item_id, successor_id) VALUES (:item_id, :successor_id)
ON CONFLICT (item_id, successor_id) DO NOTHING

DELETE FROM catalogue_successor WHERE item_id = :item_id

DELETE FROM catalogue_conformity WHERE item_id = :item_id

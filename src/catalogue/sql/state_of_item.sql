SELECT state FROM catalogue_item WHERE id = :id

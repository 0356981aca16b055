SELECT generation FROM catalogue_item WHERE id = :id

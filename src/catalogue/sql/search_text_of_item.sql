SELECT search_text FROM catalogue_item WHERE id = :id

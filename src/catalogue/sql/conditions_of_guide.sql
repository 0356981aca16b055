SELECT sentence
FROM catalogue_condition
WHERE item_id = :item_id AND version = :version
ORDER BY position

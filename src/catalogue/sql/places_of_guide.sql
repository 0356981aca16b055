SELECT
    name, address, hours, phone, traffic
FROM catalogue_place
WHERE item_id = :item_id AND version = :version
ORDER BY position

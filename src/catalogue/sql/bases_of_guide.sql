SELECT
    law, article, quote
FROM catalogue_basis
WHERE item_id = :item_id AND version = :version
ORDER BY position

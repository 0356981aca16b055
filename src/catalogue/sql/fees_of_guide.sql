SELECT
    name, standard, amount_fen, basis, reducible
FROM catalogue_fee
WHERE item_id = :item_id AND version = :version
ORDER BY position

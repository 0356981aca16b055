INSERT INTO catalogue_fee (
    item_id, version, position, name, standard, amount_fen, basis, reducible)
VALUES (
    :item_id, :version, :position, :name, :standard, :amount_fen, :basis, :reducible)

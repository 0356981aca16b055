INSERT INTO catalogue_basis (
    item_id, version, position, law, article, quote)
VALUES (
    :item_id, :version, :position, :law, :article, :quote)

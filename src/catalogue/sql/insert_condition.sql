INSERT INTO catalogue_condition (item_id, version, position, sentence)
VALUES (:item_id, :version, :position, :sentence)

INSERT INTO catalogue_place (
    item_id, version, position, name, address, hours, phone, traffic)
VALUES (
    :item_id, :version, :position, :name, :address, :hours, :phone, :traffic)

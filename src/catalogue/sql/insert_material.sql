INSERT INTO catalogue_material (
    item_id, version, position, material_key, name, type, form, copies, need, need_when, source, source_note,
    signature, basis, accept_standard, fill_note, exempt, sheet, show_if, commitment)
VALUES (
    :item_id, :version, :position, :material_key, :name, :type, :form, :copies, :need, :need_when, :source,
    :source_note, :signature, :basis, :accept_standard, :fill_note, :exempt, :sheet, :show_if, :commitment)

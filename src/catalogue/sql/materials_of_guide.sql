SELECT
    material_key, name, type, form, copies, need, need_when, source, source_note, signature, basis,
    accept_standard, fill_note, exempt, sheet, show_if, commitment
FROM catalogue_material
WHERE item_id = :item_id AND version = :version
ORDER BY position

DELETE FROM case_material
WHERE case_id = :case_id AND area = :area AND material_key = :material_key AND commitment <> '' AND commitment <> :kept

DELETE FROM case_material
WHERE case_id = :case_id AND id = :id AND area = :area

SELECT DISTINCT material_key, commitment FROM case_material WHERE case_id = :case_id AND area = :area

DELETE FROM case_material WHERE case_id = :case_id AND area = :area

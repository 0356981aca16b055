DELETE FROM case_draft WHERE id = :id AND area = :area

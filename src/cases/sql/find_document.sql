SELECT blob FROM case_document WHERE case_id = :case_id AND kind = :kind AND seq = :seq AND area = :area

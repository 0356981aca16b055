SELECT subject_id FROM inspect_self_subject WHERE kind = 'column' AND region_code = :region_code ORDER BY subject_id

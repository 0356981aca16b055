SELECT subject_id FROM inspect_self_subject WHERE region_code = :region_code AND kind = :kind ORDER BY subject_id

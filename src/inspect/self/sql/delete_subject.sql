DELETE FROM inspect_self_subject WHERE subject_id = :subject_id

DELETE FROM inspect_self_finding WHERE subject_id = :subject_id

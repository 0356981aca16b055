SELECT check_id, due_on FROM inspect_self_follow_up WHERE subject_id = :subject_id AND closed_on = ''

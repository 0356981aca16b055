UPDATE inspect_self_follow_up SET closed_on = :closed_on
WHERE subject_id = :subject_id AND check_id = :check_id AND closed_on = ''

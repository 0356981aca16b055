SELECT check_id, rule, element, words, why, better FROM inspect_self_finding WHERE subject_id = :subject_id
ORDER BY check_id, position

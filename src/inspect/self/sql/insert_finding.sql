INSERT INTO inspect_self_finding (subject_id, check_id, position, rule, element, words, why, better)
VALUES (:subject_id, :check_id, :position, :rule, :element, :words, :why, :better)

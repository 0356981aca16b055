UPDATE case_file SET due_on = :due_on, due_kind = :due_kind, due_not_before = :due_not_before, soon_on = :soon_on
WHERE id = :id AND area = :area AND version = :version

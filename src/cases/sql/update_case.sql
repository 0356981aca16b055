UPDATE case_file SET answers = :answers, state = :state, open = :open, notices = :notices, deemed = :deemed,
    clock = :clock, due_on = :due_on, due_kind = :due_kind, due_not_before = :due_not_before, soon_on = :soon_on,
    warned = '', changed_at_ms = :now_ms, version = version + 1
WHERE id = :id AND area = :area AND version = :version

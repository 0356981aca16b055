INSERT INTO findability_miss (item_id, said, kind, place, department_id, department, name, first, opened_at_ms, due_on)
VALUES (:item_id, :said, :kind, :place, :department_id, :department, :name, :first, :opened_at_ms, :due_on)

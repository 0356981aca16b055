SELECT item_id, said, kind, place, department_id, department, name, first, opened_at_ms, due_on FROM findability_miss
WHERE place = :place AND (due_on > :due_on OR (due_on = :due_on AND (item_id > :item_id OR (item_id = :item_id AND said > :said))))
ORDER BY due_on, item_id, said LIMIT :most

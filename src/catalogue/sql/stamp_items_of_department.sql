UPDATE catalogue_item SET generation = :generation, changed_at_ms = :now_ms
WHERE department_id = :department_id

UPDATE catalogue_item
SET department_id = :department_id, name = :name, main_item = :main_item, search_text = :search_text,
    implement_code = :implement_code, base_code = :base_code, task_type = :task_type, generation = :generation,
    changed_at_ms = :now_ms
WHERE id = :id

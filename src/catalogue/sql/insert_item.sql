INSERT INTO catalogue_item (
    id, region_code, source_id, department_id, name, main_item, search_text, implement_code, base_code, task_type,
    status, listing_rank, published_version, promised, visits, generation, created_at_ms, changed_at_ms)
VALUES (
    :id, :region_code, :source_id, :department_id, :name, :main_item, :search_text, :implement_code, :base_code,
    :task_type, 'listed', 2, 0, '', -1, :generation, :now_ms, :now_ms)

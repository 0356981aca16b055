UPDATE catalogue_item
SET name = :name, search_text = :search_text, base_code = :base_code, task_type = :task_type, status = 'guide',
    listing_rank = :listing_rank, published_version = :version, promised = :promised, visits = :visits,
    generation = :generation, changed_at_ms = :now_ms
WHERE id = :id

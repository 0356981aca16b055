UPDATE catalogue_item SET state = :state, generation = :generation, changed_at_ms = :now_ms WHERE id = :id

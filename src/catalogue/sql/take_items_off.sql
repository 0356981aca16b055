UPDATE catalogue_item
SET state = :state, generation = :generation, changed_at_ms = :now_ms
WHERE base_code = :base_code AND region_code BETWEEN :first AND :last AND state IN ('active', 'suspended')
    AND state <> :state AND region_code LIKE :level AND region_code NOT LIKE :above

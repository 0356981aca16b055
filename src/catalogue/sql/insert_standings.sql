-- For what take_items_off has just stamped with this generation and state.
INSERT INTO catalogue_standing (item_id, generation, state, since_ms, reason, document, decision_id)
SELECT id, generation, state, CAST(:since_ms AS BIGINT), CAST(:reason AS TEXT), CAST(:document AS TEXT),
    CAST(:decision_id AS TEXT)
FROM catalogue_item
WHERE base_code = :base_code AND region_code BETWEEN :first AND :last AND generation = :generation AND state = :state
    AND region_code LIKE :level AND region_code NOT LIKE :above

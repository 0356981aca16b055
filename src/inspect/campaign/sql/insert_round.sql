INSERT INTO campaign_round
    (id, name, purpose, edition, seed, state, created_by, created_at_ms, version, item_quota)
VALUES (:id, :name, :purpose, :edition, :seed, 'draft', :created_by, :created_at_ms, 1, :item_quota)

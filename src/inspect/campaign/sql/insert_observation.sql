INSERT INTO campaign_observation
    (id, round_id, platform_id, visit_id, indicator, item, state, note, by_account, at_ms, version)
VALUES (:id, :round_id, :platform_id, :visit_id, :indicator, :item, :state, :note, :by_account, :at_ms, 1)

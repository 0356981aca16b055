INSERT INTO campaign_change (id, observation_id, platform_id, from_state, to_state, reason, by_account, at_ms)
VALUES (:id, :observation_id, :platform_id, :from_state, :to_state, :reason, :by_account, :at_ms)

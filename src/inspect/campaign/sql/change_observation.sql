UPDATE campaign_observation
SET visit_id = :visit_id, state = :state, note = :note, by_account = :by_account, at_ms = :at_ms, version = version + 1
WHERE id = :id

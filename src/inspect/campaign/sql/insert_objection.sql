INSERT INTO campaign_objection
    (id, observation_id, platform_id, words, by_name, at_ms, outcome, answer, answered_by)
VALUES (:id, :observation_id, :platform_id, :words, :by_name, :at_ms, 'open', '', '')

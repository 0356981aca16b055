INSERT INTO campaign_finding (id, observation_id, platform_id, what, words, address, evidence)
VALUES (:id, :observation_id, :platform_id, :what, :words, :address, :evidence)

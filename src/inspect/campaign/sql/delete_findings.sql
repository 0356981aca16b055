DELETE FROM campaign_finding WHERE observation_id = :observation_id

INSERT INTO campaign_stratum (round_id, stratum, quota) VALUES (:round_id, :stratum, :quota)

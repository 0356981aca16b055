INSERT INTO campaign_platform (id, round_id, stratum, name, address, named, sampled)
VALUES (:id, :round_id, :stratum, :name, :address, :named, 0)
ON CONFLICT (round_id, address) DO NOTHING

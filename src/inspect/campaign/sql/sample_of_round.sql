SELECT id, stratum, name, address, named FROM campaign_platform
WHERE round_id = :round_id AND sampled = 1 ORDER BY id

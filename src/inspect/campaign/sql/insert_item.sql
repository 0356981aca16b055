INSERT INTO campaign_item (id, round_id, platform_id, name, address, named, sampled)
VALUES (:id, :round_id, :platform_id, :name, :address, :named, 0)
ON CONFLICT (platform_id, name) DO NOTHING

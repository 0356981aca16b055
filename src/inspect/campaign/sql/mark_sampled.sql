UPDATE campaign_platform SET sampled = 1 WHERE id = :id

SELECT COUNT(*) FROM campaign_platform p
WHERE p.round_id = :round_id AND p.sampled = 1
  AND NOT EXISTS (SELECT 1 FROM campaign_item i WHERE i.platform_id = p.id)

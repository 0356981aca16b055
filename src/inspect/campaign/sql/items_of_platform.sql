SELECT i.id, i.name, i.address, i.named, i.sampled,
       (SELECT COUNT(*) FROM campaign_observation o WHERE o.platform_id = i.platform_id AND o.item = i.name)
FROM campaign_item i WHERE i.platform_id = :platform_id ORDER BY i.name

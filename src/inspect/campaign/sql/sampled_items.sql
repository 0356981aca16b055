SELECT i.id, i.platform_id, p.stratum, p.name, p.address, i.name, i.address, i.named,
       (SELECT COUNT(*) FROM campaign_observation o WHERE o.platform_id = i.platform_id AND o.item = i.name)
FROM campaign_item i JOIN campaign_platform p ON p.id = i.platform_id
WHERE i.round_id = :round_id AND i.sampled = 1 AND i.id > :after
ORDER BY i.id LIMIT :most

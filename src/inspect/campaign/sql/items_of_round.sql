SELECT i.id, i.platform_id, p.stratum, p.name, p.address, i.name, i.address, i.named, i.sampled
FROM campaign_item i JOIN campaign_platform p ON p.id = i.platform_id
WHERE i.round_id = :round_id ORDER BY p.address, i.name

SELECT p.id, p.stratum, p.name, p.address, p.named,
       (SELECT COUNT(*) FROM campaign_visit v WHERE v.platform_id = p.id),
       (SELECT COUNT(*) FROM campaign_objection o WHERE o.platform_id = p.id AND o.outcome = 'open')
FROM campaign_platform p
WHERE p.round_id = :round_id AND p.sampled = 1 AND p.id > :after
ORDER BY p.id LIMIT :most

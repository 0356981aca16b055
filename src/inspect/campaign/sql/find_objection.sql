SELECT o.id, o.observation_id, o.platform_id, o.outcome, b.state, p.round_id
FROM campaign_objection o
JOIN campaign_observation b ON b.id = o.observation_id
JOIN campaign_platform p ON p.id = o.platform_id
WHERE o.id = :id

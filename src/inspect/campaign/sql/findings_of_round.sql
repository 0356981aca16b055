SELECT f.platform_id, o.indicator, o.item, f.what, f.words, f.address
FROM campaign_observation o JOIN campaign_finding f ON f.observation_id = o.id
WHERE o.round_id = :round_id AND o.state = 'failed'
ORDER BY f.id LIMIT :most

SELECT p.id, p.stratum, p.name, p.address, p.named, p.sampled, p.round_id, r.name, r.state, p.link_until_ms
FROM campaign_platform p JOIN campaign_round r ON r.id = p.round_id WHERE p.id = :id

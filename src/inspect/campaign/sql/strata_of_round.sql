SELECT s.stratum, s.quota,
       (SELECT COUNT(*) FROM campaign_platform p WHERE p.round_id = s.round_id AND p.stratum = s.stratum)
FROM campaign_stratum s WHERE s.round_id = :round_id

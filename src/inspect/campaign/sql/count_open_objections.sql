SELECT COUNT(*) FROM campaign_objection WHERE observation_id = :observation_id AND outcome = 'open'

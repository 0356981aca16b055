UPDATE campaign_observation SET state = :state, version = version + 1 WHERE id = :id

UPDATE campaign_round SET state = :state, version = version + 1 WHERE id = :id AND state = :from_state

INSERT INTO campaign_named_item (round_id, name) VALUES (:round_id, :name)

SELECT name FROM campaign_named_item WHERE round_id = :round_id ORDER BY name

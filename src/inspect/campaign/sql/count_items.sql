SELECT COUNT(*) FROM campaign_item WHERE round_id = :round_id

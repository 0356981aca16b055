UPDATE campaign_item SET sampled = 1, named = :named WHERE id = :id

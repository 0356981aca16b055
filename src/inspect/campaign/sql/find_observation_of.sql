SELECT id, state FROM campaign_observation
WHERE platform_id = :platform_id AND indicator = :indicator AND item = :item

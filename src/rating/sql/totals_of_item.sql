SELECT score, ratings FROM rating_total WHERE item_id = :item_id

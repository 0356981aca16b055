INSERT INTO rating_total (item_id, score, ratings) VALUES (:item_id, :score, 1)
ON CONFLICT (item_id, score) DO UPDATE SET ratings = rating_total.ratings + 1

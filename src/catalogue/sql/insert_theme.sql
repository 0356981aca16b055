INSERT INTO catalogue_item_theme (item_id, axis, code, region_code, listing_rank)
VALUES (:item_id, :axis, :code, :region_code, :listing_rank)
ON CONFLICT (item_id, axis, code) DO NOTHING

INSERT INTO catalogue_count (region_code, axis, code, items, guides, online)
VALUES (:region_code, :axis, :code, :items, :guides, :online)

DELETE FROM publication_refused
WHERE instance = :instance AND region_code = :region_code AND source_id = :source_id

SELECT COUNT(*) FROM catalogue_item i
WHERE i.state = 'active' AND i.region_code = :region_code AND i.listing_rank <= :lowest_rank
    AND (CAST(:pattern AS TEXT) = '' OR i.search_text LIKE :pattern ESCAPE '!')

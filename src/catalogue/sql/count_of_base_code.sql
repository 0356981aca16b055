SELECT COUNT(*), COUNT(CASE WHEN i.listing_rank < 2 THEN 1 END), COUNT(CASE WHEN i.listing_rank = 0 THEN 1 END)
FROM catalogue_item i
WHERE i.base_code = :base_code AND i.region_code BETWEEN :first AND :last AND i.state IN ('active', 'suspended')
    AND i.region_code LIKE :level AND i.region_code NOT LIKE :above

-- Counts of the places, departments and themes whose items are about to leave the lists: one statement for any number.
UPDATE catalogue_count
SET items = items - gone.gone_items, guides = guides - gone.gone_guides, online = online - gone.gone_online
FROM (
    SELECT i.region_code AS gone_region, 'all' AS gone_axis, '' AS gone_code, COUNT(*) AS gone_items,
        COUNT(CASE WHEN i.listing_rank < 2 THEN 1 END) AS gone_guides,
        COUNT(CASE WHEN i.listing_rank = 0 THEN 1 END) AS gone_online
    FROM catalogue_item i
    WHERE i.base_code = :base_code AND i.region_code BETWEEN :first AND :last AND i.state = 'active'
        AND i.region_code LIKE :level AND i.region_code NOT LIKE :above
    GROUP BY i.region_code
    UNION ALL
    SELECT i.region_code, 'department', i.department_id, COUNT(*), COUNT(CASE WHEN i.listing_rank < 2 THEN 1 END),
        COUNT(CASE WHEN i.listing_rank = 0 THEN 1 END)
    FROM catalogue_item i
    WHERE i.base_code = :base_code AND i.region_code BETWEEN :first AND :last AND i.state = 'active'
        AND i.region_code LIKE :level AND i.region_code NOT LIKE :above
    GROUP BY i.region_code, i.department_id
    UNION ALL
    SELECT t.region_code, t.axis, t.code, COUNT(*), COUNT(CASE WHEN t.listing_rank < 2 THEN 1 END),
        COUNT(CASE WHEN t.listing_rank = 0 THEN 1 END)
    FROM catalogue_item i JOIN catalogue_item_theme t ON t.item_id = i.id
    WHERE i.base_code = :base_code AND i.region_code BETWEEN :first AND :last AND i.state = 'active'
        AND i.region_code LIKE :level AND i.region_code NOT LIKE :above
    GROUP BY t.region_code, t.axis, t.code
) AS gone
WHERE catalogue_count.region_code = gone.gone_region AND catalogue_count.axis = gone.gone_axis
    AND catalogue_count.code = gone.gone_code

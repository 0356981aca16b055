DELETE FROM catalogue_item_theme
WHERE item_id IN (
    SELECT i.id FROM catalogue_item i
    WHERE i.base_code = :base_code AND i.region_code BETWEEN :first AND :last AND i.state = 'active'
        AND i.region_code LIKE :level AND i.region_code NOT LIKE :above)

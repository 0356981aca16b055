SELECT d.task_type, COUNT(*),
    COUNT(CASE WHEN EXISTS (
        SELECT 1 FROM catalogue_item i
        WHERE i.base_code = d.code AND i.region_code = :region_code AND i.state = 'active' AND i.listing_rank < 2)
        THEN 1 END)
FROM catalogue_directory_level l JOIN catalogue_directory d ON d.code = l.code
WHERE l.level = :level AND d.state = 'active' AND d.handled = 1 AND substr(d.code, 1, 2) IN ('00', :province)
    AND (d.effective_on = '' OR d.effective_on <= :today) AND (d.cancel_on = '' OR d.cancel_on > :today)
GROUP BY d.task_type
ORDER BY d.task_type

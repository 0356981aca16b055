SELECT d.code, d.local_code, d.name, d.task_type, d.by_law, d.levels, d.state, d.version, d.effective_on, d.cancel_on, d.department, d.parent_code,
    d.handled, d.punish_method, d.collect_type, d.reducible, d.added_on, d.followed
FROM catalogue_directory_level l JOIN catalogue_directory d ON d.code = l.code
WHERE l.level = :level AND l.code > :after AND d.state = 'active' AND d.handled = 1
    AND substr(d.code, 1, 2) IN ('00', :province)
    AND (d.effective_on = '' OR d.effective_on <= :today) AND (d.cancel_on = '' OR d.cancel_on > :today)
    AND NOT EXISTS (
        SELECT 1 FROM catalogue_item i
        WHERE i.base_code = d.code AND i.region_code = :region_code AND i.state = 'active' AND i.listing_rank < 2)
ORDER BY l.code
LIMIT :take

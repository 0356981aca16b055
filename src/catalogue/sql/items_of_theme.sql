SELECT i.id, i.source_id, i.name, i.implement_code, i.base_code, i.task_type, i.region_code, i.published_version,
    i.listing_rank, i.promised, i.visits, i.main_item, i.state, d.id, d.name, d.region_code,
    d.credit_code
FROM catalogue_item_theme t
    JOIN catalogue_item i ON i.id = t.item_id
    JOIN catalogue_department d ON d.id = i.department_id
WHERE t.axis = :axis AND t.code = :code AND t.region_code = :region_code AND t.listing_rank = :listing_rank
    AND t.item_id > :after
    AND (CAST(:personal AS TEXT) = '' OR EXISTS (
        SELECT 1 FROM catalogue_item_theme t1 WHERE t1.item_id = t.item_id AND t1.axis = 'personal' AND t1.code = :personal))
    AND (CAST(:legal AS TEXT) = '' OR EXISTS (
        SELECT 1 FROM catalogue_item_theme t2 WHERE t2.item_id = t.item_id AND t2.axis = 'legal' AND t2.code = :legal))
    AND (CAST(:event AS TEXT) = '' OR EXISTS (
        SELECT 1 FROM catalogue_item_theme t3 WHERE t3.item_id = t.item_id AND t3.axis = 'event' AND t3.code = :event))
    AND (CAST(:pattern AS TEXT) = '' OR i.search_text LIKE :pattern ESCAPE '!')
ORDER BY t.item_id
LIMIT :take

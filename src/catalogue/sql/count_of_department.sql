SELECT COUNT(*) FROM catalogue_item i
WHERE i.state = 'active' AND i.department_id = :department_id AND i.listing_rank <= :lowest_rank
    AND (CAST(:personal AS TEXT) = '' OR EXISTS (
        SELECT 1 FROM catalogue_item_theme t1 WHERE t1.item_id = i.id AND t1.axis = 'personal' AND t1.code = :personal))
    AND (CAST(:legal AS TEXT) = '' OR EXISTS (
        SELECT 1 FROM catalogue_item_theme t2 WHERE t2.item_id = i.id AND t2.axis = 'legal' AND t2.code = :legal))
    AND (CAST(:event AS TEXT) = '' OR EXISTS (
        SELECT 1 FROM catalogue_item_theme t3 WHERE t3.item_id = i.id AND t3.axis = 'event' AND t3.code = :event))
    AND (CAST(:pattern AS TEXT) = '' OR i.search_text LIKE :pattern ESCAPE '!')

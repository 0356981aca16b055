SELECT i.id, i.source_id, i.name, i.implement_code, i.base_code, i.task_type, i.region_code, i.published_version,
    i.listing_rank, i.promised, i.visits, i.main_item, i.state, d.id, d.name, d.region_code,
    d.credit_code, i.generation, i.search_text, COALESCE(g.audience, '[]')
FROM catalogue_item i JOIN catalogue_department d ON d.id = i.department_id
    LEFT JOIN catalogue_guide g ON g.item_id = i.id AND g.version = i.published_version
WHERE (i.generation, i.id) > (:generation, :after)
ORDER BY i.generation, i.id
LIMIT :take

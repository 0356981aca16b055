SELECT i.id, d.code, d.changed_at_ms
FROM catalogue_directory d JOIN catalogue_item i ON i.base_code = d.code
WHERE d.state <> 'active' AND i.state = 'active' AND i.region_code >= :first AND i.region_code <= :last AND i.id > :after
ORDER BY i.id
LIMIT :take

SELECT id FROM catalogue_item
WHERE generation > :generation AND state <> 'active'
ORDER BY generation, id
LIMIT :take

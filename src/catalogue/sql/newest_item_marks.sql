SELECT id, generation, changed_at_ms FROM catalogue_item
WHERE generation <= :generation
ORDER BY generation DESC, id DESC
LIMIT :take

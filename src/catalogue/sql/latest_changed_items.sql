SELECT i.id, i.generation, i.changed_at_ms, i.created_at_ms, g.content_hash, g.published_at_ms
FROM catalogue_item i LEFT JOIN catalogue_guide g ON g.item_id = i.id AND g.version = i.published_version
ORDER BY i.generation DESC, i.id DESC
LIMIT :take

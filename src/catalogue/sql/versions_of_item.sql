SELECT version, content_hash, published_at_ms FROM catalogue_guide
WHERE item_id = :item_id
ORDER BY version DESC
LIMIT 1000

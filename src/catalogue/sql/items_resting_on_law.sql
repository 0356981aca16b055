SELECT DISTINCT i.id
FROM catalogue_basis b JOIN catalogue_item i ON i.id = b.item_id AND i.published_version = b.version
WHERE b.law = :name AND i.state = 'active'

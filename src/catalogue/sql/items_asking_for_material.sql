SELECT DISTINCT i.id
FROM catalogue_material m JOIN catalogue_item i ON i.id = m.item_id AND i.published_version = m.version
WHERE m.name = :name AND i.state = 'active'

SELECT COUNT(DISTINCT i.region_code)
FROM catalogue_standing s JOIN catalogue_item i ON i.id = s.item_id
WHERE s.decision_id = :decision_id AND i.state <> 'active'

SELECT id FROM authoring_draft WHERE state = 'approved' AND publish_on <= :today ORDER BY publish_on, id LIMIT :most

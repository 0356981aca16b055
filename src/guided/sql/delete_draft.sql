DELETE FROM guided_draft WHERE tree_id = :id

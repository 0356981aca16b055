SELECT content_hash FROM catalogue_guide WHERE item_id = :item_id AND version = :version

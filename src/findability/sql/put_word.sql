INSERT INTO findability_word (list, said, meant, is_removed) VALUES (:list, :said, :meant, :is_removed)
ON CONFLICT (list, said) DO UPDATE SET meant = :meant, is_removed = :is_removed

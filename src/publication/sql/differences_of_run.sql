SELECT kind, item_id, name, field, ours, theirs FROM publication_difference
WHERE run_id = :run_id AND position > :after
ORDER BY position
LIMIT :take

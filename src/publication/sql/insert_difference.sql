INSERT INTO publication_difference (run_id, position, kind, item_id, name, field, ours, theirs)
VALUES (:run_id, :position, :kind, :item_id, :name, :field, :ours, :theirs)

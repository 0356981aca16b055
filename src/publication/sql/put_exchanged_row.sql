INSERT INTO publication_exchanged (target, table_name, row_guid, contents, batch)
VALUES (:target, :table_name, :row_guid, :contents, :batch)
ON CONFLICT (target, table_name, row_guid) DO UPDATE SET contents = EXCLUDED.contents, batch = EXCLUDED.batch

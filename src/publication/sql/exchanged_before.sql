SELECT table_name, row_guid, contents FROM publication_exchanged
WHERE target = :target AND batch <> :batch AND (table_name, row_guid) > (:after_table, :after_row)
ORDER BY table_name, row_guid
LIMIT 500

SELECT contents FROM publication_exchanged
WHERE target = :target AND table_name = :table_name AND row_guid = :row_guid

SELECT pg_temp.exchange_put(:table_name, :row_guid, :operation, CAST(:contents AS json))

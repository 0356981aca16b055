SELECT pg_temp.exchange_forget(:table_name, :source, :batch)

SELECT CAST(1 AS BIGINT) FROM case_document WHERE blob = :name LIMIT 1

SELECT CAST(1 AS BIGINT) FROM case_material WHERE blob = :name LIMIT 1

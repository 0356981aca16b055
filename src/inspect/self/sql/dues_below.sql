SELECT region_code, CAST(SUM(open) AS BIGINT), CAST(SUM(CASE WHEN due_on < :today THEN open ELSE 0 END) AS BIGINT)
FROM inspect_self_due WHERE department_id = '' AND parent_code = :parent_code GROUP BY region_code

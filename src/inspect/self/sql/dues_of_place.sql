SELECT check_id, CAST(SUM(open) AS BIGINT), CAST(SUM(CASE WHEN due_on < :today THEN open ELSE 0 END) AS BIGINT)
FROM inspect_self_due WHERE region_code = :region_code AND department_id = :department_id GROUP BY check_id

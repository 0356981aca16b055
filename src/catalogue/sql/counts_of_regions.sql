SELECT axis, code, CAST(SUM(items) AS BIGINT), CAST(SUM(guides) AS BIGINT), CAST(SUM(online) AS BIGINT)
FROM catalogue_count
WHERE region_code IN (:r0, :r1, :r2, :r3, :r4, :r5)
GROUP BY axis, code

SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN due_on < :today THEN 1 ELSE 0 END), 0) AS BIGINT)
FROM findability_failed WHERE state = 'open' AND place >= :first AND place <= :last

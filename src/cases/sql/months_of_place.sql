SELECT department_id,
    CAST(SUM(CASE WHEN month >= :since THEN ended ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN month >= :since THEN ended_late ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN month >= :since THEN soon_warnings ELSE 0 END) AS BIGINT),
    CAST(SUM(CASE WHEN month >= :since THEN late_warnings ELSE 0 END) AS BIGINT)
FROM case_month WHERE area = :area GROUP BY department_id ORDER BY department_id

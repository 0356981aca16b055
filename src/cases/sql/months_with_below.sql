SELECT CAST(COALESCE(SUM(ended), 0) AS BIGINT), CAST(COALESCE(SUM(ended_late), 0) AS BIGINT),
    CAST(COALESCE(SUM(soon_warnings), 0) AS BIGINT), CAST(COALESCE(SUM(late_warnings), 0) AS BIGINT)
FROM case_month WHERE area >= :first AND area <= :last AND month >= :since

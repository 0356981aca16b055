SELECT CAST(COALESCE(SUM(searches), 0) AS BIGINT), CAST(COALESCE(SUM(vain), 0) AS BIGINT),
       CAST(COALESCE(SUM(chosen), 0) AS BIGINT)
FROM findability_count WHERE place = :place AND query = :query AND day_on >= :since

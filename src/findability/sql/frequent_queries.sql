SELECT query FROM findability_count WHERE place = :place AND day_on >= :since
GROUP BY query ORDER BY SUM(searches) DESC, query LIMIT :most

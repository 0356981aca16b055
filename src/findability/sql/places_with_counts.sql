SELECT DISTINCT place FROM findability_count WHERE day_on >= :since ORDER BY place LIMIT :most

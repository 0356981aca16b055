SELECT number FROM findability_version ORDER BY number DESC LIMIT 1

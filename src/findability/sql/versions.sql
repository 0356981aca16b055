SELECT number, at_ms, actor_name, why, changes, undoes, worse FROM findability_version WHERE number < :before
ORDER BY number DESC LIMIT :most

SELECT id, state, how, cleared_on FROM findability_failed WHERE place = :place AND query = :query

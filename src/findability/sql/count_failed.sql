UPDATE findability_failed SET searches = :searches WHERE id = :id

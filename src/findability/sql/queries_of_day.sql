SELECT COUNT(*) FROM findability_count WHERE place = :place AND day_on = :day_on

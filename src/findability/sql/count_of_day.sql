SELECT searches FROM findability_count WHERE place = :place AND query = :query AND day_on = :day_on

DELETE FROM findability_count WHERE day_on < :before

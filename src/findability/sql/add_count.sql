INSERT INTO findability_count (place, query, day_on, searches, vain, chosen)
VALUES (:place, :query, :day_on, :searches, :vain, :chosen)
ON CONFLICT (place, query, day_on) DO UPDATE SET
    searches = findability_count.searches + :searches,
    vain = findability_count.vain + :vain,
    chosen = findability_count.chosen + :chosen

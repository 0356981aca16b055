INSERT INTO case_counter (area, series, day_on, next) VALUES (:area, :series, :day_on, 1 + CAST(:block AS BIGINT))
ON CONFLICT (series, day_on, area) DO UPDATE SET next = case_counter.next + CAST(:block AS BIGINT)
RETURNING next

INSERT INTO publication_below (instance, cursor, reported_at_ms, records)
VALUES (:instance, :cursor, :reported_at_ms, :records)
ON CONFLICT (instance) DO UPDATE SET cursor = EXCLUDED.cursor, reported_at_ms = EXCLUDED.reported_at_ms,
    records = publication_below.records + EXCLUDED.records

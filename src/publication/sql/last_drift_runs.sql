SELECT id, channel, region_code, at_ms, failure, ours, theirs, matched, same, missing, extra, fields
FROM publication_drift_run
WHERE id IN (SELECT MAX(id) FROM publication_drift_run GROUP BY channel)
ORDER BY channel
LIMIT 500

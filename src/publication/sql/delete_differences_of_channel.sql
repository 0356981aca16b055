DELETE FROM publication_difference
WHERE run_id IN (SELECT id FROM publication_drift_run WHERE channel = :channel)

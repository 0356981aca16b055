INSERT INTO publication_drift_run (
    id, channel, region_code, at_ms, failure, ours, theirs, matched, same, missing, extra, fields)
VALUES (
    :id, :channel, :region_code, :at_ms, :failure, :ours, :theirs, :matched, :same, :missing, :extra, :fields)

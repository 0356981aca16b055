INSERT INTO campaign_visit (id, round_id, platform_id, kind, seed, report_file, by_account, at_ms)
VALUES (:id, :round_id, :platform_id, :kind, :seed, :report_file, :by_account, :at_ms)

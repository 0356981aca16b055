SELECT CAST(1 AS BIGINT) FROM campaign_visit WHERE report_file = :name LIMIT 1

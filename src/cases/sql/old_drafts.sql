SELECT id, area FROM case_draft WHERE updated_at_ms < :before_ms ORDER BY updated_at_ms LIMIT 200

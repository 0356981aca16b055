UPDATE findability_check SET leased_by = :me, leased_until_ms = :until
WHERE one = 1 AND (leased_by = :me OR leased_until_ms < :now)

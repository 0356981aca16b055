UPDATE decisions_decision
SET state = 'applied', applied_at_ms = :now_ms, items = :items, guides = :guides, online = :online, places = :places,
    drafts = :drafts, open_cases = :open_cases, obstacle = ''
WHERE id = :id AND state = 'planned'

SELECT effective_at_ms FROM decisions_decision WHERE state = 'planned' AND obstacle = ''
ORDER BY effective_at_ms, id
LIMIT 1

SELECT id FROM decisions_decision WHERE state = 'planned' AND effective_at_ms <= :now_ms AND obstacle = ''
ORDER BY effective_at_ms, id
LIMIT 100

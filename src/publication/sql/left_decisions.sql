SELECT decision_id, kind, document, reason, owner, due_at_ms, seen_at_ms FROM publication_upper_decision
WHERE outcome = 'left'
ORDER BY due_at_ms, decision_id
LIMIT :most

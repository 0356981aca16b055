INSERT INTO publication_upper_decision (
    decision_id, outcome, kind, document, reason, owner, due_at_ms, seen_at_ms)
VALUES (:decision_id, :outcome, :kind, :document, :reason, :owner, :due_at_ms, :seen_at_ms)
ON CONFLICT (decision_id) DO UPDATE SET outcome = EXCLUDED.outcome, reason = EXCLUDED.reason

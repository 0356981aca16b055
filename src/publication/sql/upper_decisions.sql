SELECT decision_id, outcome, due_at_ms FROM publication_upper_decision

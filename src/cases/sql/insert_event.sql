INSERT INTO case_event (case_id, seq, area, at_ms, actor, party, action, from_state, to_state, body)
VALUES (:case_id, :seq, :area, :at_ms, :actor, :party, :action, :from_state, :to_state, :body)

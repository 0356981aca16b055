SELECT seq, at_ms, party, action, from_state, to_state, body FROM case_event
WHERE case_id = :case_id AND area = :area ORDER BY seq

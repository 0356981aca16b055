INSERT INTO catalogue_standing (item_id, generation, state, since_ms, reason, document, decision_id)
VALUES (:item_id, :generation, :state, :since_ms, :reason, :document, :decision_id)
ON CONFLICT (item_id, generation) DO UPDATE
SET state = excluded.state, since_ms = excluded.since_ms, reason = excluded.reason, document = excluded.document,
    decision_id = excluded.decision_id

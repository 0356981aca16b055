SELECT state, since_ms, reason, document, decision_id FROM catalogue_standing
WHERE item_id = :item_id
ORDER BY generation DESC
LIMIT 100

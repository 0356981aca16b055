UPDATE campaign_objection
SET outcome = :outcome, answer = :answer, answered_by = :answered_by, answered_at_ms = :answered_at_ms
WHERE id = :id AND outcome = 'open'

INSERT INTO portal_feedback (id, page, text_sealed, sender_hash, created_at_ms)
VALUES (:id, :page, :text_sealed, :sender_hash, :created_at_ms)

INSERT INTO outbox_message (id, topic, message_key, payload, created_at_ms)
VALUES (:id, :topic, :message_key, :payload, :created_at_ms)

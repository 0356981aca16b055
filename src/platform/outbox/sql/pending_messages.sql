SELECT id, topic, message_key, payload FROM outbox_message ORDER BY id LIMIT :take

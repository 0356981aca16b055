DELETE FROM outbox_message WHERE id = :id

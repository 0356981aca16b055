INSERT INTO audit_entry (id, at_ms, actor, action, subject, detail, seal)
VALUES (:id, :at_ms, :actor, :action, :subject, :detail, :seal)

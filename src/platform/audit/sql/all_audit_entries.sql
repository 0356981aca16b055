SELECT id, at_ms, actor, action, subject, detail, seal FROM audit_entry ORDER BY id

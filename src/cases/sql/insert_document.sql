INSERT INTO case_document (case_id, kind, seq, area, blob, made_at_ms)
VALUES (:case_id, :kind, :seq, :area, :blob, :made_at_ms) ON CONFLICT DO NOTHING

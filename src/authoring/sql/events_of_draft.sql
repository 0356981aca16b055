SELECT action, who, note, at_ms FROM authoring_event WHERE draft_id = :draft_id ORDER BY draft_version DESC LIMIT 200

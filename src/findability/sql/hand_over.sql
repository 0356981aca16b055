INSERT INTO findability_handed (query_id, department_id, department, note, handed_by, handed_at_ms, answer, answered_by, answered_at_ms)
VALUES (:id, :department_id, :department, :note, :handed_by, :handed_at_ms, '', '', 0)
ON CONFLICT (query_id) DO UPDATE SET
    department_id = :department_id, department = :department, note = :note, handed_by = :handed_by,
    handed_at_ms = :handed_at_ms, answer = '', answered_by = '', answered_at_ms = 0

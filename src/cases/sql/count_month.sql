INSERT INTO case_month (area, department_id, month, ended, ended_late, soon_warnings, late_warnings)
VALUES (:area, :department_id, :month, :ended, :ended_late, :soon_warnings, :late_warnings)
ON CONFLICT (area, department_id, month) DO UPDATE SET
    ended = case_month.ended + excluded.ended,
    ended_late = case_month.ended_late + excluded.ended_late,
    soon_warnings = case_month.soon_warnings + excluded.soon_warnings,
    late_warnings = case_month.late_warnings + excluded.late_warnings

INSERT INTO inspect_self_subject (subject_id, kind, region_code, department_id, name, url, stamp, outcomes, checked_at_ms,
    weight)
VALUES (:subject_id, :kind, :region_code, :department_id, :name, :url, :stamp, :outcomes, :checked_at_ms, :weight)
ON CONFLICT (subject_id) DO UPDATE SET region_code = excluded.region_code, department_id = excluded.department_id,
    name = excluded.name, url = excluded.url, stamp = excluded.stamp, outcomes = excluded.outcomes,
    checked_at_ms = excluded.checked_at_ms, weight = excluded.weight

INSERT INTO catalogue_directory (code, local_code, name, task_type, by_law, levels, state, version, effective_on, cancel_on,
    department, parent_code, handled, punish_method, collect_type, reducible, added_on, changed_at_ms, generation, followed)
VALUES (:code, :local_code, :name, :task_type, :by_law, :levels, :state, :version, :effective_on, :cancel_on, :department,
    :parent_code, :handled, :punish_method, :collect_type, :reducible, :added_on, :now_ms, :generation, :followed)
ON CONFLICT (code) DO UPDATE
SET local_code = excluded.local_code, name = excluded.name, task_type = excluded.task_type, by_law = excluded.by_law,
    levels = excluded.levels, state = excluded.state, version = excluded.version, effective_on = excluded.effective_on,
    cancel_on = excluded.cancel_on, department = excluded.department, parent_code = excluded.parent_code,
    handled = excluded.handled, punish_method = excluded.punish_method, collect_type = excluded.collect_type,
    reducible = excluded.reducible, changed_at_ms = excluded.changed_at_ms,
    generation = excluded.generation, followed = excluded.followed

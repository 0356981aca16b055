SELECT code, local_code, name, task_type, by_law, levels, state, version, effective_on, cancel_on, department, parent_code,
    handled, punish_method, collect_type, reducible, added_on, followed
FROM catalogue_directory WHERE code > :after AND (CAST(:task_type AS TEXT) = '' OR task_type = :task_type)
ORDER BY code
LIMIT :take

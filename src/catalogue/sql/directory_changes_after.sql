SELECT code, local_code, name, task_type, by_law, levels, state, version, effective_on, cancel_on, department, parent_code,
    handled, punish_method, collect_type, reducible, added_on, followed, generation
FROM catalogue_directory
WHERE generation >= :generation AND (generation > :after_generation OR (generation = :after_generation AND code > :after))
ORDER BY generation, code
LIMIT :take

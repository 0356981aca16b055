SELECT COUNT(*) FROM catalogue_directory
WHERE generation >= :generation AND (generation > :after_generation OR (generation = :after_generation AND code > :after))

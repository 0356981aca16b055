SELECT
    name, what, requirement, days, who, outcome
FROM catalogue_stage
WHERE item_id = :item_id AND version = :version
ORDER BY position

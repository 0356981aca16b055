-- Entries of the place's own list: a code each, and each item without a code.
SELECT own.department_id, COUNT(*), COUNT(CASE WHEN own.wrong = 0 THEN 1 END)
FROM (
    SELECT department_id, CASE WHEN base_code = '' THEN item_id ELSE base_code END AS entry,
        COUNT(CASE WHEN differences <> '' THEN 1 END) AS wrong
    FROM catalogue_conformity WHERE region_code = :region_code AND in_scope = 1
    GROUP BY department_id, CASE WHEN base_code = '' THEN item_id ELSE base_code END
) AS own
GROUP BY own.department_id
ORDER BY own.department_id

-- A place and everything below it; each place counts the entries of its own list, by department as its own page does.
SELECT COUNT(*), COUNT(CASE WHEN own.wrong = 0 THEN 1 END), COALESCE(SUM(own.items), 0), COALESCE(SUM(own.items - own.wrong), 0)
FROM (
    SELECT region_code, department_id, CASE WHEN base_code = '' THEN item_id ELSE base_code END AS entry,
        COUNT(*) AS items, COUNT(CASE WHEN differences <> '' THEN 1 END) AS wrong
    FROM catalogue_conformity WHERE region_code >= :first AND region_code <= :last AND in_scope = 1
    GROUP BY region_code, department_id, CASE WHEN base_code = '' THEN item_id ELSE base_code END
) AS own

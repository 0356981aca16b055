WITH RECURSIVE found (id) AS (
    SELECT MIN(department_id) FROM case_file WHERE open = 1
    UNION ALL
    SELECT (SELECT MIN(department_id) FROM case_file WHERE open = 1 AND department_id > found.id)
    FROM found WHERE found.id IS NOT NULL)
SELECT id FROM found WHERE id IS NOT NULL

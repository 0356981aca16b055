SELECT department_id, COUNT(*), COUNT(CASE WHEN differences = '' THEN 1 END)
FROM catalogue_conformity WHERE region_code = :region_code AND in_scope = 1
GROUP BY department_id
ORDER BY department_id

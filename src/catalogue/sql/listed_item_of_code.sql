SELECT department_id FROM catalogue_item
WHERE base_code = :base_code AND region_code = :region_code AND state = 'active'
ORDER BY id LIMIT 1

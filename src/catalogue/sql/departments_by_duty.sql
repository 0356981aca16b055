-- Which department of the place handles most of what each guiding department guides: it is asked for the rest too.
SELECT d.department, i.department_id, COUNT(*)
FROM catalogue_item i JOIN catalogue_directory d ON d.code = i.base_code
WHERE i.region_code = :region_code AND i.state = 'active'
GROUP BY d.department, i.department_id

SELECT id, name, region_code, credit_code FROM catalogue_department
WHERE region_code = :region_code AND name_key = :name_key

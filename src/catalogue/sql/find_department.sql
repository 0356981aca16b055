SELECT id, name, region_code, credit_code FROM catalogue_department WHERE id = :id

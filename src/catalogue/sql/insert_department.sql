INSERT INTO catalogue_department (id, region_code, name, name_key, credit_code)
VALUES (:id, :region_code, :name, :name_key, '')

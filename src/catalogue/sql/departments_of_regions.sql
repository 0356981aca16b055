SELECT id, name, region_code, credit_code FROM catalogue_department
WHERE region_code IN (:r0, :r1, :r2, :r3, :r4, :r5)

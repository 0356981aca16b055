SELECT item_id, differences FROM catalogue_conformity
WHERE region_code = :region_code AND in_scope = 1 AND differences <> '' AND item_id > :after
    AND (CAST(:department_id AS TEXT) = '' OR department_id = :department_id)
ORDER BY item_id
LIMIT :take

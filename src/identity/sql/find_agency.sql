SELECT f.credit_code, f.name, f.representative_sealed
  FROM identity_agency g
  JOIN identity_firm f ON f.credit_code = g.credit_code
 WHERE g.account_id = :account_id AND g.valid_from_on <= :today
   AND (g.valid_until_on IS NULL OR g.valid_until_on >= :today)
 ORDER BY g.valid_from_on DESC, g.credit_code
 LIMIT 1

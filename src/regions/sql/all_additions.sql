SELECT code, name, parent_code, state
  FROM region_addition
 ORDER BY code;

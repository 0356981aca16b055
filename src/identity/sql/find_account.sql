SELECT role, login, name_sealed, id_number_sealed, phone_sealed, password_hash, status, real_name_level, version
  FROM identity_account
 WHERE id = :id

UPDATE identity_account SET status = 'disabled', login = NULL, name_sealed = NULL, id_number_sealed = NULL,
       phone_sealed = NULL, password_hash = '', version = version + 1
 WHERE id = :id AND version = :version

UPDATE identity_account SET password_hash = :password_hash, version = version + 1
 WHERE id = :id AND version = :version

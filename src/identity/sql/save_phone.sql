UPDATE identity_account SET phone_sealed = :phone_sealed, version = version + 1
 WHERE id = :id AND version = :version

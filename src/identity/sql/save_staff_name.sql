UPDATE identity_account SET name_sealed = :name_sealed, version = version + 1 WHERE id = :id

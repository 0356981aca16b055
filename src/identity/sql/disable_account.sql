UPDATE identity_account SET status = 'disabled', version = version + 1 WHERE id = :id

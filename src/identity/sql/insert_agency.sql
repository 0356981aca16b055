INSERT INTO identity_agency (account_id, credit_code, scope, valid_from_on, valid_until_on)
VALUES (:account_id, :credit_code, 'all', :valid_from_on, :valid_until_on)

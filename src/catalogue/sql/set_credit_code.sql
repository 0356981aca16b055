UPDATE catalogue_department SET credit_code = :credit_code WHERE id = :id AND credit_code = ''

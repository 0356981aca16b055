SELECT name, representative_sealed FROM identity_firm WHERE credit_code = :credit_code

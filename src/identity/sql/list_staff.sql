SELECT id, login, role, status FROM identity_account
 WHERE login IS NOT NULL
 ORDER BY login

SELECT id, login, role, status FROM identity_account
 WHERE role IN ('window', 'reviewer', 'operator')
 ORDER BY login

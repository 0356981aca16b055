SELECT s.account_id, s.form_secret, s.last_seen_at_ms, s.expires_at_ms, a.role, a.login,
       a.real_name_level
  FROM identity_session s
  JOIN identity_account a ON a.id = s.account_id
 WHERE s.token_hash = :token_hash AND a.status = 'active'

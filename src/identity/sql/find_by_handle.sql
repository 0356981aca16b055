SELECT a.id, a.role, a.password_hash, a.status
  FROM identity_handle h
  JOIN identity_account a ON a.id = h.account_id
 WHERE h.handle_hash = :handle_hash AND h.kind = :kind

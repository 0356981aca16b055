DELETE FROM identity_staff_department WHERE account_id = :account_id

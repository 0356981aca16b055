SELECT department_id FROM identity_staff_department WHERE account_id = :account_id ORDER BY department_id

INSERT INTO identity_staff_department (account_id, department_id) VALUES (:account_id, :department_id)
ON CONFLICT (account_id, department_id) DO NOTHING

SELECT region_code, department, credit_code, address, hours, phone, complaint_phone FROM decisions_receiver
WHERE decision_id = :decision_id
ORDER BY position

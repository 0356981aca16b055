INSERT INTO decisions_receiver (decision_id, position, region_code, department, credit_code, address, hours, phone,
    complaint_phone)
VALUES (:decision_id, :position, :region_code, :department, :credit_code, :address, :hours, :phone, :complaint_phone)

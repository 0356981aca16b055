INSERT INTO rating_given (case_id, area, id, item_id, item_name, department_id, account_id, score, reasons, comment, at_ms)
VALUES (:case_id, :area, :id, :item_id, :item_name, :department_id, :account_id, :score, :reasons, :comment, :at_ms)
ON CONFLICT (case_id, area) DO NOTHING

SELECT id, item_name, score, reasons, comment, at_ms FROM rating_given
WHERE department_id = :department_id AND id < :before ORDER BY id DESC LIMIT :most

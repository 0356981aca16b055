INSERT INTO inspect_self_follow_up (id, check_id, subject_id, name, url, region_code, department_id, opened_on, due_on,
    closed_on)
VALUES (:id, :check_id, :subject_id, :name, :url, :region_code, :department_id, :opened_on, :due_on, '')

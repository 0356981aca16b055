UPDATE inspect_self_follow_up
SET name = :name, url = :url, region_code = :region_code, department_id = :department_id
WHERE subject_id = :subject_id AND closed_on = ''

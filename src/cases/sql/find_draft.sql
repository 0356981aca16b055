SELECT id, area, account_id, item_id, guide_version, item_name, step, answers, updated_at_ms, applicant
FROM case_draft WHERE id = :id AND account_id = :account_id

SELECT id, area, account_id, item_id, guide_version, item_name, step, answers, updated_at_ms
FROM case_draft WHERE id = :id AND account_id = :account_id

INSERT INTO case_draft (id, area, account_id, item_id, guide_version, item_name, step, answers, updated_at_ms,
    applicant)
VALUES (:id, :area, :account_id, :item_id, :guide_version, :item_name, :step, :answers, :updated_at_ms,
    :applicant)

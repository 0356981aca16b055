UPDATE case_draft SET guide_version = :guide_version, item_name = :item_name, step = :step, answers = :answers,
    applicant = :applicant,
    updated_at_ms = :updated_at_ms
WHERE id = :id AND area = :area AND account_id = :account_id

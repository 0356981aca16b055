INSERT INTO catalogue_guide (
    item_id, version, name, short_names, base_code, task_type, audience, personal_themes, legal_themes,
    life_events, power_source, level, project_type, handle_types, online_depth, visits, visit_reason,
    statutory_count, statutory_unit, statutory_basis, promised_count, promised_unit, promised_basis, handle_area,
    special_procedure, quantity_limit, result_name, result_type, result_sample, result_delivery,
    consult_phone, complaint_phone, review_body, court, fee_note, form, content_hash, published_at_ms,
    penalty, levy_kind, levy_reduction)
VALUES (
    :item_id, :version, :name, :short_names, :base_code, :task_type, :audience, :personal_themes, :legal_themes,
    :life_events, :power_source, :level, :project_type, :handle_types, :online_depth, :visits, :visit_reason,
    :statutory_count, :statutory_unit, :statutory_basis, :promised_count, :promised_unit, :promised_basis,
    :handle_area, :special_procedure, :quantity_limit, :result_name, :result_type, :result_sample,
    :result_delivery, :consult_phone, :complaint_phone, :review_body, :court, :fee_note, :form, :content_hash,
    :published_at_ms, :penalty, :levy_kind, :levy_reduction)

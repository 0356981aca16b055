SELECT COUNT(*) FROM authoring_hand WHERE draft_id = :draft_id AND account_id = :account_id

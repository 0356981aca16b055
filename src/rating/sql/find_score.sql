SELECT score FROM rating_given WHERE case_id = :case_id AND account_id = :account_id

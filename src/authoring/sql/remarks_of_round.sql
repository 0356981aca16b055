SELECT element, remark, who, at_ms FROM authoring_remark
 WHERE draft_id = :draft_id AND round = :round ORDER BY position

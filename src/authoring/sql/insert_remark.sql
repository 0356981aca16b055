INSERT INTO authoring_remark (draft_id, round, position, element, remark, who, at_ms)
VALUES (:draft_id, :round, :position, :element, :remark, :who, :at_ms)

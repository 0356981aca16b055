SELECT
    question, answer
FROM catalogue_question
WHERE item_id = :item_id AND version = :version
ORDER BY position

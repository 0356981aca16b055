INSERT INTO catalogue_question (
    item_id, version, position, question, answer)
VALUES (
    :item_id, :version, :position, :question, :answer)

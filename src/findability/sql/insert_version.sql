INSERT INTO findability_version (number, at_ms, actor, actor_name, why, changes, undoes, worse)
VALUES (:number, :at_ms, :actor, :actor_name, :why, :changes, :undoes, :worse)

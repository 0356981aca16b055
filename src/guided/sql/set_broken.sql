UPDATE guided_tree SET broken = :broken WHERE id = :id AND version = :version

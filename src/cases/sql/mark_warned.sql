UPDATE case_file SET warned = :warned WHERE id = :id AND area = :area AND version = :version AND warned = :before

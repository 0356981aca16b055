INSERT INTO catalogue_directory_level (level, code) VALUES (:level, :code)

DELETE FROM catalogue_directory_level WHERE code = :code

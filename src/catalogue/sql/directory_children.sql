SELECT code FROM catalogue_directory WHERE parent_code = :parent_code ORDER BY code

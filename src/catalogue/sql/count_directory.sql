SELECT COUNT(*) FROM catalogue_directory

SELECT directory_generation, checked_directory, checked_generation, checked_item FROM catalogue_conformity_mark WHERE id = 1

UPDATE catalogue_conformity_mark
SET checked_directory = :checked_directory, checked_generation = :checked_generation, checked_item = :checked_item
WHERE id = 1

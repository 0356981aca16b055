SELECT directory_generation FROM catalogue_conformity_mark WHERE id = 1

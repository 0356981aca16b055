UPDATE catalogue_conformity_mark SET directory_generation = directory_generation + 1 WHERE id = 1

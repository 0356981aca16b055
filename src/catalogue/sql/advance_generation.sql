UPDATE catalogue_generation SET generation = generation + 1 WHERE id = 1

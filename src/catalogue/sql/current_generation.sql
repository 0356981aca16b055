SELECT generation FROM catalogue_generation WHERE id = 1

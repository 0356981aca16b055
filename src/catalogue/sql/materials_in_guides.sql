SELECT DISTINCT name FROM catalogue_material

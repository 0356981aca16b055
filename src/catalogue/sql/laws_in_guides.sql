SELECT DISTINCT law FROM catalogue_basis

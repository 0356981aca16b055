-- A changed law asks which guides rest on it; an abolished proof asks which guides want it.
CREATE INDEX catalogue_basis_of_law ON catalogue_basis (law, item_id, version);
CREATE INDEX catalogue_material_of_name ON catalogue_material (name, item_id, version);

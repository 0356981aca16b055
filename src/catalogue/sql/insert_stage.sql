INSERT INTO catalogue_stage (
    item_id, version, position, name, what, requirement, days, who, outcome)
VALUES (
    :item_id, :version, :position, :name, :what, :requirement, :days, :who, :outcome)

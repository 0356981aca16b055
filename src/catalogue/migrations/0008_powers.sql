-- What only guides of penalties (行政处罚) and of levies (行政征收) say; empty for all others.
ALTER TABLE catalogue_guide ADD COLUMN penalty TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogue_guide ADD COLUMN levy_kind TEXT NOT NULL DEFAULT '';
ALTER TABLE catalogue_guide ADD COLUMN levy_reduction TEXT NOT NULL DEFAULT '';

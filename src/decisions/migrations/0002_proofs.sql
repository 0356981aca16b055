-- Proofs (证明事项) that are still asked for, and those that were abolished: who asks, on what basis, who issues, and
-- what stands in their place. A proof is known in guides by the names of materials.
CREATE TABLE decisions_proof (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    basis TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    replacement TEXT NOT NULL CHECK (replacement IN ('none', 'sharing', 'licence', 'commitment', 'inspection', 'kept')),
    replacement_note TEXT NOT NULL,
    source TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('retained', 'abolished')),
    decision_id TEXT NOT NULL,
    changed_at_ms BIGINT NOT NULL
);
CREATE INDEX decisions_proof_list ON decisions_proof (state, name, id);

CREATE TABLE decisions_proof_material (
    proof_id TEXT NOT NULL REFERENCES decisions_proof (id),
    position BIGINT NOT NULL,
    material TEXT NOT NULL,
    PRIMARY KEY (proof_id, position)
);

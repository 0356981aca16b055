SELECT material FROM decisions_proof_material WHERE proof_id = :proof_id ORDER BY position

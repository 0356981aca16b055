INSERT INTO decisions_proof_material (proof_id, position, material) VALUES (:proof_id, :position, :material)

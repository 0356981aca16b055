SELECT id FROM decisions_proof WHERE name = :name ORDER BY id LIMIT 1

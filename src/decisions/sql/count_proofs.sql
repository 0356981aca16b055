SELECT COUNT(*) FROM decisions_proof WHERE state = :state

UPDATE decisions_decision SET obstacle = :obstacle WHERE id = :id AND state = 'planned'

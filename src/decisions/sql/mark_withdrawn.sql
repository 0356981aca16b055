UPDATE decisions_decision SET state = 'withdrawn' WHERE id = :id AND state = 'planned'

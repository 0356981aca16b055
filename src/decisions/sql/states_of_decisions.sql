SELECT id, state FROM decisions_decision WHERE state <> 'withdrawn' ORDER BY id

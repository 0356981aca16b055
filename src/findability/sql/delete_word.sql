DELETE FROM findability_word WHERE list = :list AND said = :said

SELECT list, said, meant, is_removed FROM findability_word ORDER BY list, said

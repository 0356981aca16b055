UPDATE inspect_self_progress SET directory_generation = :directory_generation WHERE id = 1

SELECT cursor, reported_at_ms, records FROM publication_below WHERE instance = :instance

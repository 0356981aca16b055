SELECT region_code, source_id, name, code, detail, at_ms FROM publication_refused
WHERE instance = :instance
ORDER BY region_code, source_id
LIMIT :most

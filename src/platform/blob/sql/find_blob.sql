SELECT sealed FROM blob_object WHERE name = :name

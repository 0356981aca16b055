DELETE FROM publication_exchanged WHERE target = :target AND batch <> :batch

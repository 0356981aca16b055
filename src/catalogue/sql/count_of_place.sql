SELECT items, guides, online FROM catalogue_count
WHERE region_code = :region_code AND axis = :axis AND code = :code

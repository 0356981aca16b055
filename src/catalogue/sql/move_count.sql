UPDATE catalogue_count SET items = items + :items, guides = guides + :guides, online = online + :online
WHERE region_code = :region_code AND axis = :axis AND code = :code

UPDATE campaign_platform SET link_hash = :link_hash, link_until_ms = :link_until_ms WHERE id = :id

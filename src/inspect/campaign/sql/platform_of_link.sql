SELECT id FROM campaign_platform WHERE link_hash = :link_hash AND link_until_ms > :now_ms

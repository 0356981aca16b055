SELECT id, stratum, name, address, named, sampled FROM campaign_platform WHERE round_id = :round_id ORDER BY address

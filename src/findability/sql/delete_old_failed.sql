DELETE FROM findability_failed WHERE state = 'cleared' AND cleared_on < :before

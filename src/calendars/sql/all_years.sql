SELECT content FROM calendar_year ORDER BY year

-- Files that no row names are collected: whether one does is asked by the file's name.
CREATE INDEX campaign_visit_report_file ON campaign_visit (report_file);

SELECT id, department_id FROM authoring_draft
 WHERE region_code = :region_code AND source_id = :source_id
   AND state IN ('drafting', 'in_review', 'returned', 'approved')

SELECT programme_id, COUNT(*) AS row_count, SUM(CASE WHEN matched_minor > 0 THEN 1 ELSE 0 END) AS gift_count, SUM(counted_minor) AS counted_minor, SUM(matched_minor) AS matched_minor,
  SUM(returned_minor) AS returned_minor, SUM(waived_minor) AS waived_minor, SUM(owed_minor) AS owed_minor
FROM matches GROUP BY programme_id;

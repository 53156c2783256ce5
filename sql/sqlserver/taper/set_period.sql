UPDATE taper_periods SET due_on = @due_on, planned_minor = @planned_minor, status = @status, held_why = @held_why, actual_minor = @actual_minor, result_versions = @result_versions,
  support_minor = @support_minor, lapsed_minor = @lapsed_minor, entry_id = @entry_id, released_on = @released_on
WHERE plan_id = @plan_id AND period_no = @period_no;

-- One statement counts and locks, so that guesses made at once are all counted. The count begins again behind a lockout.
UPDATE people SET
  failed_count = CASE WHEN failed_count + 1 >= @most_failures THEN 0 ELSE failed_count + 1 END,
  lockout_end = CASE WHEN failed_count + 1 >= @most_failures THEN @lockout_end ELSE lockout_end END,
  version = version + 1
WHERE person_id = @person_id AND status <> 'erased';

-- By what their stage follows from.
SELECT one.fund_id, one.status, one.is_published, one.is_objected, one.is_signed, COUNT(*) AS how_many, SUM(one.amount_minor) AS amount_minor
FROM (
  SELECT award.fund_id, award.status, award.amount_minor,
    CASE WHEN award.publicity_last >= @today THEN 1 ELSE 0 END AS is_published,
    CASE WHEN EXISTS (SELECT 1 FROM award_objections objection WHERE objection.award_id = award.award_id AND objection.answered_on IS NULL) THEN 1 ELSE 0 END AS is_objected,
    CASE WHEN EXISTS (SELECT 1 FROM award_agreements agreement WHERE agreement.award_id = award.award_id
      AND agreement.version_no = (SELECT MAX(version.version_no) FROM award_versions version WHERE version.award_id = award.award_id)) THEN 1 ELSE 0 END AS is_signed
  FROM awards award LEFT JOIN grant_rounds round ON round.round_id = award.round_id
  WHERE @round = '' OR round.code = @round
) one
GROUP BY one.fund_id, one.status, one.is_published, one.is_objected, one.is_signed
ORDER BY one.fund_id, one.status;

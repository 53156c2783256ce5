-- Of one code, or all.
SELECT offer.offer_id, offer.code, organisation.code AS organisation_code, profile.name AS organisation_name, said.version_no, said.title, said.description, said.field, said.place, said.currency, said.amount_minor, offer.closed_on, offer.close_reason
FROM offers offer JOIN offer_versions said ON said.offer_id = offer.offer_id AND said.version_no = offer.version_no
JOIN organisations organisation ON organisation.organisation_id = offer.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
WHERE @code = '' OR offer.code = @code ORDER BY offer.code;

SELECT matched.match_id, need.code AS need_code, need.fund_id, offer.code AS offer_code, organisation.code AS organisation_code, matched.contract, matched.amount_minor
FROM need_matches matched JOIN needs need ON need.need_id = matched.need_id JOIN offers offer ON offer.offer_id = matched.offer_id
JOIN organisations organisation ON organisation.organisation_id = offer.organisation_id
ORDER BY matched.match_id;

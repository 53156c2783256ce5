-- What somebody has still to read or to answer, by fund.
SELECT fund_id, COUNT(*) AS how_many, MIN(sent_on) AS since
FROM feedback WHERE state = 'waiting' OR (state = 'shown' AND answer IS NULL) GROUP BY fund_id;

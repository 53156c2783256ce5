-- What somebody has still to read or to answer, by fund. COUNT_BIG: counts are whole numbers of 64 bits everywhere. CONVERT: a day is a date here and ISO text in SQLite.
SELECT fund_id, COUNT_BIG(*) AS how_many, CONVERT(char(10), MIN(sent_on), 23) AS since
FROM feedback WHERE state = N'waiting' OR (state = N'shown' AND answer IS NULL) GROUP BY fund_id;

-- Of one code, or all; the newest first.
SELECT survey_id, code, kind, about, about_code, fund_id, title, first_day, last_day, open_from, open_until, ways, quorum, terms, phone_key, status, closed_on, published_on, respondents, content_share
FROM surveys WHERE @code = '' OR code = @code ORDER BY open_until DESC, code;

SELECT code, about, about_code, first_day, last_day, content_share, respondents, quorum, published_on
FROM surveys WHERE status = 'published' AND content_share IS NOT NULL ORDER BY last_day, code;

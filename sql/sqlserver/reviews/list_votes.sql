-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT vote.application_id, vote.vote_no, CONVERT(char(10), vote.held_on, 23) AS held_on, vote.entitled, vote.votes_for, vote.votes_against, vote.abstained, vote.evidence_sha256, vote.actor, vote.recorded_at
FROM resident_votes vote
JOIN applications application ON application.application_id = vote.application_id
JOIN grant_rounds round ON round.round_id = application.round_id
WHERE @round = N'' OR round.code = @round
ORDER BY vote.application_id, vote.vote_no;

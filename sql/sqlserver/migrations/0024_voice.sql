-- What residents say: surveys and votes, and a box for what they want to tell. No table says who answered what.
-- How this differs from the SQLite script is said in 0001_ledger.

CREATE TABLE surveys (
  survey_id bigint IDENTITY NOT NULL PRIMARY KEY,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'satisfaction', N'vote')),
  about nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (about IN (N'space', N'award', N'fund')),
  about_code nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  fund_id bigint NOT NULL REFERENCES funds,  -- whose people hold it
  title nvarchar(200) NOT NULL,
  first_day date NOT NULL,  -- it speaks for
  last_day date NOT NULL,
  open_from date NOT NULL,
  open_until date NOT NULL,
  ways nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,  -- how one voice is told from another, separated by commas
  quorum bigint NOT NULL CHECK (quorum > 0),
  terms nvarchar(max) NOT NULL,  -- JSON: questions or options
  phone_key varbinary(32) NULL CHECK (DATALENGTH(phone_key) = 32),  -- destroyed on closing
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (status IN (N'open', N'closed', N'published')),
  closed_on date NULL,
  published_on date NULL,
  respondents bigint NULL CHECK (respondents >= 0),  -- counted on closing
  content_share bigint NULL CHECK (content_share BETWEEN 0 AND 10000),  -- of a survey, in hundredths of a percent; null of a vote
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  lock_count bigint NOT NULL,  -- changed first by whoever works on it
  CHECK (first_day <= last_day AND open_from <= open_until),
  CHECK ((status = N'open' AND closed_on IS NULL AND respondents IS NULL) OR (status <> N'open' AND closed_on IS NOT NULL AND respondents IS NOT NULL)),
  CHECK ((status = N'published' AND published_on IS NOT NULL) OR (status <> N'published' AND published_on IS NULL)),
  CHECK (status = N'open' OR phone_key IS NULL)
);
CREATE INDEX surveys_by_subject ON surveys (about, about_code);
GO
CREATE TRIGGER surveys_keep_what_they_ask ON surveys AFTER UPDATE AS
IF EXISTS (
  SELECT survey_id, code, kind, about, about_code, fund_id, title, first_day, last_day, open_from, open_until, ways, quorum, terms FROM deleted
  EXCEPT SELECT survey_id, code, kind, about, about_code, fund_id, title, first_day, last_day, open_from, open_until, ways, quorum, terms FROM inserted)
  THROW 50000, N'a survey keeps what it asks', 1;
GO
CREATE TRIGGER surveys_go_forward ON surveys AFTER UPDATE AS
IF EXISTS (SELECT survey_id, published_on FROM deleted WHERE status = N'published' EXCEPT SELECT survey_id, published_on FROM inserted WHERE status = N'published')
  OR EXISTS (SELECT survey_id, respondents, content_share, closed_on FROM deleted WHERE status <> N'open' EXCEPT SELECT survey_id, respondents, content_share, closed_on FROM inserted WHERE status <> N'open')
  THROW 50000, N'a survey that is closed stays as it was counted', 1;
GO
CREATE TRIGGER surveys_are_never_deleted ON surveys INSTEAD OF DELETE AS
THROW 50000, N'a survey is never deleted', 1;
GO

-- Links that were handed out, each good for one voice. Nothing here, and no time, leads to the answer it was spent on.
CREATE TABLE survey_tokens (
  token_sha256 varbinary(32) NOT NULL PRIMARY KEY CHECK (DATALENGTH(token_sha256) = 32),
  survey_id bigint NOT NULL REFERENCES surveys,
  batch_no bigint NOT NULL CHECK (batch_no > 0),
  is_spent bigint NOT NULL CHECK (is_spent IN (0, 1))
);
CREATE INDEX survey_tokens_by_survey ON survey_tokens (survey_id, batch_no, is_spent);
GO
CREATE TRIGGER survey_tokens_are_spent_once ON survey_tokens AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM deleted WHERE is_spent = 1)
  OR EXISTS (SELECT token_sha256, survey_id, batch_no FROM deleted EXCEPT SELECT token_sha256, survey_id, batch_no FROM inserted)
  THROW 50000, N'a link is spent once', 1;
GO
CREATE TRIGGER survey_tokens_are_never_deleted ON survey_tokens INSTEAD OF DELETE AS
THROW 50000, N'a link that was handed out is never deleted', 1;
GO

-- Telephones that have spoken, as keyed hashes: without the survey's key, which is destroyed on closing, they tell nothing.
CREATE TABLE survey_phones (
  survey_id bigint NOT NULL REFERENCES surveys,
  phone_hmac varbinary(32) NOT NULL CHECK (DATALENGTH(phone_hmac) = 32),
  PRIMARY KEY (survey_id, phone_hmac)
);
GO
CREATE TRIGGER survey_phones_are_never_updated ON survey_phones INSTEAD OF UPDATE AS
THROW 50000, N'a voice is kept as it is', 1;
GO
CREATE TRIGGER survey_phones_are_never_deleted ON survey_phones INSTEAD OF DELETE AS
THROW 50000, N'a voice is never deleted', 1;
GO

-- Under a random key and without a time: the order they came in is not kept.
CREATE TABLE survey_answers (
  survey_id bigint NOT NULL REFERENCES surveys,
  answer_key varbinary(16) NOT NULL CHECK (DATALENGTH(answer_key) = 16),
  marks nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- one number a question, or the options chosen; separated by commas
  PRIMARY KEY (survey_id, answer_key)
);
GO
CREATE TRIGGER survey_answers_are_never_updated ON survey_answers INSTEAD OF UPDATE AS
THROW 50000, N'an answer is never changed', 1;
GO
CREATE TRIGGER survey_answers_are_never_deleted ON survey_answers INSTEAD OF DELETE AS
THROW 50000, N'an answer is never deleted', 1;
GO

-- What somebody wrote, apart from their marks. Shown only once somebody read it; hidden, it is erased.
CREATE TABLE survey_texts (
  survey_id bigint NOT NULL REFERENCES surveys,
  text_key varbinary(16) NOT NULL CHECK (DATALENGTH(text_key) = 16),
  words nvarchar(2000) NULL,
  state nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (state IN (N'waiting', N'shown', N'hidden')),
  PRIMARY KEY (survey_id, text_key),
  CHECK ((state = N'hidden' AND words IS NULL) OR (state <> N'hidden' AND words IS NOT NULL))
);
GO
CREATE TRIGGER survey_texts_keep_their_words ON survey_texts AFTER UPDATE AS
IF EXISTS (SELECT survey_id, text_key FROM deleted EXCEPT SELECT survey_id, text_key FROM inserted)
  OR EXISTS (
    SELECT 1 FROM deleted was JOIN inserted now ON now.survey_id = was.survey_id AND now.text_key = was.text_key
    WHERE was.state = N'hidden' OR now.state = N'waiting' OR (now.state = N'shown' AND now.words <> was.words))
  THROW 50000, N'what somebody wrote is shown as it is, or not at all', 1;
GO
CREATE TRIGGER survey_texts_are_never_deleted ON survey_texts INSTEAD OF DELETE AS
THROW 50000, N'what somebody wrote is hidden, never deleted', 1;
GO

CREATE TABLE feedback (
  feedback_id bigint IDENTITY NOT NULL PRIMARY KEY,
  about nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (about IN (N'space', N'award', N'fund')),
  about_code nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  fund_id bigint NOT NULL REFERENCES funds,  -- whose people answer it
  words nvarchar(2000) NULL,  -- null once hidden
  reply_sha256 varbinary(32) NOT NULL UNIQUE CHECK (DATALENGTH(reply_sha256) = 32),  -- of the code under which whoever wrote it reads the answer
  sent_on date NOT NULL,
  answer nvarchar(2000) NULL,
  answered_on date NULL,
  answered_by nvarchar(200) COLLATE Latin1_General_BIN2 NULL,
  state nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (state IN (N'waiting', N'shown', N'hidden')),
  state_by nvarchar(200) COLLATE Latin1_General_BIN2 NULL,
  CHECK ((answer IS NULL AND answered_on IS NULL AND answered_by IS NULL) OR (answer IS NOT NULL AND answered_on IS NOT NULL AND answered_by IS NOT NULL)),
  CHECK ((state = N'waiting' AND state_by IS NULL) OR (state <> N'waiting' AND state_by IS NOT NULL)),
  CHECK ((state = N'hidden' AND words IS NULL) OR (state <> N'hidden' AND words IS NOT NULL))
);
CREATE INDEX feedback_by_subject ON feedback (about, about_code);
GO
CREATE TRIGGER feedback_keeps_what_it_says ON feedback AFTER UPDATE AS
IF EXISTS (SELECT feedback_id, about, about_code, fund_id, reply_sha256, sent_on FROM deleted EXCEPT SELECT feedback_id, about, about_code, fund_id, reply_sha256, sent_on FROM inserted)
  OR EXISTS (SELECT feedback_id, answer FROM deleted WHERE answer IS NOT NULL EXCEPT SELECT feedback_id, answer FROM inserted)
  OR EXISTS (
    SELECT 1 FROM deleted was JOIN inserted now ON now.feedback_id = was.feedback_id
    WHERE (now.state <> N'hidden' AND now.words <> was.words) OR (was.state = N'hidden' AND now.state <> N'hidden') OR (now.state = N'waiting' AND was.state <> N'waiting'))
  THROW 50000, N'what somebody told is answered, shown or hidden, and never changed', 1;
GO
CREATE TRIGGER feedback_is_never_deleted ON feedback INSTEAD OF DELETE AS
THROW 50000, N'what somebody told is hidden, never deleted', 1;

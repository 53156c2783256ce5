-- What residents say: surveys and votes, and a box for what they want to tell. No table says who answered what.

CREATE TABLE surveys (
  survey_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('satisfaction', 'vote')),
  about TEXT NOT NULL CHECK (about IN ('space', 'award', 'fund')),
  about_code TEXT NOT NULL,
  fund_id INTEGER NOT NULL REFERENCES funds,  -- whose people hold it
  title TEXT NOT NULL,
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),  -- it speaks for
  last_day TEXT NOT NULL CHECK (length(last_day) = 10),
  open_from TEXT NOT NULL CHECK (length(open_from) = 10),
  open_until TEXT NOT NULL CHECK (length(open_until) = 10),
  ways TEXT NOT NULL,  -- how one voice is told from another, separated by commas
  quorum INTEGER NOT NULL CHECK (quorum > 0),
  terms TEXT NOT NULL,  -- JSON: questions or options
  phone_key BLOB CHECK (length(phone_key) = 32),  -- destroyed on closing
  status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'published')),
  closed_on TEXT CHECK (length(closed_on) = 10),
  published_on TEXT CHECK (length(published_on) = 10),
  respondents INTEGER CHECK (respondents >= 0),  -- counted on closing
  content_share INTEGER CHECK (content_share BETWEEN 0 AND 10000),  -- of a survey, in hundredths of a percent; null of a vote
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  lock_count INTEGER NOT NULL,  -- changed first by whoever works on it
  CHECK (first_day <= last_day AND open_from <= open_until),
  CHECK ((status = 'open') = (closed_on IS NULL)),
  CHECK ((status = 'open') = (respondents IS NULL)),
  CHECK ((status = 'published') = (published_on IS NOT NULL)),
  CHECK (status = 'open' OR phone_key IS NULL)
) STRICT;
CREATE INDEX surveys_by_subject ON surveys (about, about_code);
CREATE TRIGGER surveys_keep_what_they_ask BEFORE UPDATE OF survey_id, code, kind, about, about_code, fund_id, title, first_day, last_day, open_from, open_until, ways, quorum, terms ON surveys
BEGIN SELECT RAISE(ABORT, 'a survey keeps what it asks'); END;
CREATE TRIGGER surveys_go_forward BEFORE UPDATE ON surveys
WHEN (OLD.status = 'published' AND (NEW.status <> 'published' OR NEW.published_on <> OLD.published_on))
  OR (OLD.status <> 'open' AND (NEW.status = 'open' OR NEW.respondents <> OLD.respondents OR NEW.content_share <> OLD.content_share OR NEW.closed_on <> OLD.closed_on))
BEGIN SELECT RAISE(ABORT, 'a survey that is closed stays as it was counted'); END;
CREATE TRIGGER surveys_are_never_deleted BEFORE DELETE ON surveys BEGIN SELECT RAISE(ABORT, 'a survey is never deleted'); END;

-- Links that were handed out, each good for one voice. Nothing here, and no time, leads to the answer it was spent on.
CREATE TABLE survey_tokens (
  token_sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(token_sha256) = 32),
  survey_id INTEGER NOT NULL REFERENCES surveys,
  batch_no INTEGER NOT NULL CHECK (batch_no > 0),
  is_spent INTEGER NOT NULL CHECK (is_spent IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_tokens_by_survey ON survey_tokens (survey_id, batch_no, is_spent);
CREATE TRIGGER survey_tokens_are_spent_once BEFORE UPDATE ON survey_tokens
WHEN NEW.token_sha256 <> OLD.token_sha256 OR NEW.survey_id <> OLD.survey_id OR NEW.batch_no <> OLD.batch_no OR OLD.is_spent = 1
BEGIN SELECT RAISE(ABORT, 'a link is spent once'); END;
CREATE TRIGGER survey_tokens_are_never_deleted BEFORE DELETE ON survey_tokens BEGIN SELECT RAISE(ABORT, 'a link that was handed out is never deleted'); END;

-- Telephones that have spoken, as keyed hashes: without the survey's key, which is destroyed on closing, they tell nothing.
CREATE TABLE survey_phones (
  survey_id INTEGER NOT NULL REFERENCES surveys,
  phone_hmac BLOB NOT NULL CHECK (length(phone_hmac) = 32),
  PRIMARY KEY (survey_id, phone_hmac)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER survey_phones_are_never_updated BEFORE UPDATE ON survey_phones BEGIN SELECT RAISE(ABORT, 'a voice is kept as it is'); END;
CREATE TRIGGER survey_phones_are_never_deleted BEFORE DELETE ON survey_phones BEGIN SELECT RAISE(ABORT, 'a voice is never deleted'); END;

-- Under a random key and without a time: the order they came in is not kept.
CREATE TABLE survey_answers (
  survey_id INTEGER NOT NULL REFERENCES surveys,
  answer_key BLOB NOT NULL CHECK (length(answer_key) = 16),
  marks TEXT NOT NULL,  -- one number a question, or the options chosen; separated by commas
  PRIMARY KEY (survey_id, answer_key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER survey_answers_are_never_updated BEFORE UPDATE ON survey_answers BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
CREATE TRIGGER survey_answers_are_never_deleted BEFORE DELETE ON survey_answers BEGIN SELECT RAISE(ABORT, 'an answer is never deleted'); END;

-- What somebody wrote, apart from their marks. Shown only once somebody read it; hidden, it is erased.
CREATE TABLE survey_texts (
  survey_id INTEGER NOT NULL REFERENCES surveys,
  text_key BLOB NOT NULL CHECK (length(text_key) = 16),
  words TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'hidden')),
  PRIMARY KEY (survey_id, text_key),
  CHECK ((state = 'hidden') = (words IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER survey_texts_keep_their_words BEFORE UPDATE ON survey_texts
WHEN NEW.survey_id <> OLD.survey_id OR NEW.text_key <> OLD.text_key OR OLD.state = 'hidden' OR NEW.state = 'waiting' OR (NEW.state = 'shown' AND NEW.words <> OLD.words)
BEGIN SELECT RAISE(ABORT, 'what somebody wrote is shown as it is, or not at all'); END;
CREATE TRIGGER survey_texts_are_never_deleted BEFORE DELETE ON survey_texts BEGIN SELECT RAISE(ABORT, 'what somebody wrote is hidden, never deleted'); END;

CREATE TABLE feedback (
  feedback_id INTEGER NOT NULL PRIMARY KEY,
  about TEXT NOT NULL CHECK (about IN ('space', 'award', 'fund')),
  about_code TEXT NOT NULL,
  fund_id INTEGER NOT NULL REFERENCES funds,  -- whose people answer it
  words TEXT,  -- null once hidden
  reply_sha256 BLOB NOT NULL UNIQUE CHECK (length(reply_sha256) = 32),  -- of the code under which whoever wrote it reads the answer
  sent_on TEXT NOT NULL CHECK (length(sent_on) = 10),
  answer TEXT,
  answered_on TEXT CHECK (length(answered_on) = 10),
  answered_by TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'hidden')),
  state_by TEXT,
  CHECK ((answer IS NULL) = (answered_on IS NULL)),
  CHECK ((answer IS NULL) = (answered_by IS NULL)),
  CHECK ((state = 'waiting') = (state_by IS NULL)),
  CHECK ((state = 'hidden') = (words IS NULL))
) STRICT;
CREATE INDEX feedback_by_subject ON feedback (about, about_code);
CREATE TRIGGER feedback_keeps_what_it_says BEFORE UPDATE ON feedback
WHEN NEW.feedback_id <> OLD.feedback_id OR NEW.about <> OLD.about OR NEW.about_code <> OLD.about_code OR NEW.fund_id <> OLD.fund_id OR NEW.reply_sha256 <> OLD.reply_sha256 OR NEW.sent_on <> OLD.sent_on
  OR (NEW.state <> 'hidden' AND NEW.words <> OLD.words) OR OLD.state = 'hidden' AND NEW.state <> 'hidden' OR NEW.state = 'waiting' AND OLD.state <> 'waiting'
  OR (OLD.answer IS NOT NULL AND NEW.answer <> OLD.answer)
BEGIN SELECT RAISE(ABORT, 'what somebody told is answered, shown or hidden, and never changed'); END;
CREATE TRIGGER feedback_is_never_deleted BEFORE DELETE ON feedback BEGIN SELECT RAISE(ABORT, 'what somebody told is hidden, never deleted'); END;

SELECT survey.code, token.is_spent FROM survey_tokens token JOIN surveys survey ON survey.survey_id = token.survey_id WHERE token.token_sha256 = @token_sha256;

using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Voice;

/// <param name="Content">Null of a vote.</param>
public sealed record SurveyClosed(string Survey, int Respondents, BasisPoints? Content, bool HasQuorum);

/// <summary>Ends a survey and counts it, then publishes it. On closing the key of its telephones is destroyed: from then on nobody can tell who answered.</summary>
public sealed class CloseSurvey(Database database)
{
    private static readonly SqlFile Close = new("voice/close_survey");
    private static readonly SqlFile Publish = new("voice/publish_survey");
    private static readonly SqlFile SetText = new("voice/set_text");

    public Task<Outcome<SurveyClosed>> RunAsync(Asked asked, string code, CancellationToken stop = default) => database.WriteAsync<SurveyClosed>(
        asked.For("close-survey", OperationField.Of("survey", code)) with { Erases = true },
        async tx =>
        {
            if (!(await SurveyStore.HoldAsync(tx, code)).IsDone(out var held, out var refusal)) return refusal;
            if (held.Survey.Status != SurveyStatus.Open) return AnswerSurvey.Ended(held.Survey);
            var count = await SurveyStore.CountAsync(tx, held.Survey);
            await tx.ExecuteAsync(Close, new { closed_on = tx.Today.ToIso(), respondents = (long)count.Respondents, content_share = (long?)count.Content?.Value, survey_id = held.Survey.Id });
            await AuditTrail.AddAsync(tx, AuditNote.Done("close-survey", "survey", code, $"{count.Respondents}"));
            return new SurveyClosed(code, count.Respondents, count.Content, count.Respondents >= held.Survey.Quorum);
        }, stop);

    /// <summary>Shows the results to everybody. They then count as evidence where satisfaction is asked for.</summary>
    public Task<Outcome<SurveyClosed>> PublishAsync(Asked asked, string code, CancellationToken stop = default) => database.WriteAsync<SurveyClosed>(
        asked.For("publish-survey", OperationField.Of("survey", code)),
        async tx =>
        {
            if (!(await SurveyStore.HoldAsync(tx, code)).IsDone(out var held, out var refusal)) return refusal;
            var survey = held.Survey;
            if (survey.Status == SurveyStatus.Open) return Refusal.Of("survey-open-still", "survey", $"“{survey.Title}”还在进行。请先截止。", $"'{survey.Title}' is still open. Close it first.");
            if (survey.PublishedOn is { } before) return Refusal.Of("survey-published", "survey", $"“{survey.Title}”已于 {before.ToIso()} 公布。", $"'{survey.Title}' was published on {before.ToIso()}.");
            await tx.ExecuteAsync(Publish, new { published_on = tx.Today.ToIso(), survey_id = survey.Id });
            await AuditTrail.AddAsync(tx, AuditNote.Done("publish-survey", "survey", code));
            return new SurveyClosed(code, survey.Respondents!.Value, survey.Content, survey.HasQuorum);
        }, stop);

    /// <summary>Shows what somebody wrote, as it is, or hides it, which erases it for good.</summary>
    /// <param name="text">Its key, in hex.</param>
    public Task<Outcome<SurveyClosed>> DecideTextAsync(Asked asked, string code, string text, bool isShown, CancellationToken stop = default) => database.WriteAsync<SurveyClosed>(
        asked.For("decide-survey-text", OperationField.Of("survey", code), OperationField.Of("text", text), OperationField.Of("shown", isShown ? "yes" : "no")) with { Erases = !isShown },
        async tx =>
        {
            if (!(await SurveyStore.HoldAsync(tx, code)).IsDone(out var held, out var refusal)) return refusal;
            var survey = held.Survey;
            if ((await Surveys.TextsAsync(tx, survey)).FirstOrDefault(one => one.Key == text) is not { Words: { } words })
                return Refusal.Of("words-unknown", "text", "没有这条文字，或已删除；作答不足五人的调查不显示文字。", "There are no such words, or they were erased; of a survey with fewer than five answers none are shown.");
            await tx.ExecuteAsync(SetText, new { words = isShown ? words : null, state = StoredWords.Word(isShown ? WordsState.Shown : WordsState.Hidden), survey_id = survey.Id, text_key = Convert.FromHexString(text) });
            await AuditTrail.AddAsync(tx, AuditNote.Done("decide-survey-text", "survey", code, isShown ? "shown" : "hidden"));
            return new SurveyClosed(code, survey.Respondents!.Value, survey.Content, survey.HasQuorum);
        }, stop);
}

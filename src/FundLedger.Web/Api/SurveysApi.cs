using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Surveys of residents and votes, and what came of those that are closed. Nobody who answered is known here.</summary>
internal static class SurveysApi
{
    private const string Part = "surveys";

    internal static void MapSurveys(this ApiRoutes api)
    {
        api.Read<Page<SurveyListed>>("/surveys", new("listSurveys", Part, new("列出调查和投票", "List surveys and votes"), "Of the funds you read, by code.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.Read<SurveyInFull>("/surveys/{code}", new("getSurvey", Part, new("一次调查或投票", "One survey or vote"), "With how many answered, what links were made, and its counts once it is closed.", [ApiParameter.Path("code", new("调查代码", "code of the survey"), "V1")]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await Surveys.ListAsync(reader, books)).Where(survey => call.May(Permission.ReadLedger, books.TargetOf(survey.Fund))).OrderBy(survey => survey.Code, StringComparer.Ordinal).Select(SurveyListed.From), one => one.Survey));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (await Surveys.FindAsync(reader, books, call.Route("code")) is not { } survey || !call.May(Permission.ReadLedger, books.TargetOf(survey.Fund))) return ApiCall.NotThere();
        var count = await Surveys.CountAsync(reader, survey);
        return ApiCall.One(new SurveyInFull(
            SurveyListed.From(survey), (await Surveys.AnswersAsync(reader)).GetValueOrDefault(survey.Id), [.. (await Surveys.BatchesAsync(reader))[survey.Id].OrderBy(batch => batch.Number).Select(batch => new LinkBatchShown(batch.Number, batch.Made, batch.Spent))],
            [.. survey.Terms.Questions.Select((question, at) => new SurveyQuestionShown(question, count?.Questions[at]))],
            [.. survey.Terms.Options.Select((option, at) => new SurveyOptionShown(option, count?.Options[at]))]));
    });
}

/// <param name="Of">Code of the space or fund, or number of the award.</param>
/// <param name="Respondents">Null until it is counted, on closing.</param>
/// <param name="Content">The share of those who answered who are content; null of a vote.</param>
/// <param name="HasQuorum">It speaks for the residents.</param>
public sealed record SurveyListed(
    string Survey, SurveyKind Kind, VoiceSubject About, string Of, string Fund, string Title, DateOnly First, DateOnly Last, DateOnly OpenFrom, DateOnly OpenUntil, int Quorum, SurveyStatus Status, DateOnly? ClosedOn, DateOnly? PublishedOn,
    int? Respondents, BasisPoints? Content, bool HasQuorum)
{
    internal static SurveyListed From(Survey one) => new(
        one.Code, one.Kind, one.About, one.Of, one.Fund.Code, one.Title, one.First, one.Last, one.OpenFrom, one.OpenUntil, one.Quorum, one.Status, one.ClosedOn, one.PublishedOn, one.Respondents, one.Content, one.HasQuorum);
}

/// <param name="Answers">That came so far.</param>
public sealed record SurveyInFull(SurveyListed Listed, int Answers, IReadOnlyList<LinkBatchShown> Links, IReadOnlyList<SurveyQuestionShown> Questions, IReadOnlyList<SurveyOptionShown> Options);

/// <param name="Spent">Answered with.</param>
public sealed record LinkBatchShown(int Batch, int Made, int Spent);

/// <param name="Marks">How often 1, 2, 3, 4 and 5 were given; null while it is open.</param>
public sealed record SurveyQuestionShown(Bilingual Question, IReadOnlyList<int>? Marks);

/// <param name="Votes">How many chose it; null while it is open.</param>
public sealed record SurveyOptionShown(Bilingual Option, int? Votes);

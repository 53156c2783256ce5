using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Asking;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>What those who hold surveys and votes do with them, and with what residents put into the box. Links are told when they are made, and nowhere else.</summary>
internal static class SurveyActsApi
{
    private const string Part = "surveys";
    private static readonly ApiParameter Code = ApiParameter.Path("code", new("调查代码", "code of the survey"), "V1");
    private static readonly ApiParameter Text = ApiParameter.Path("text", new("文字的编号，十六进制", "key of the words, in hexadecimal"), "00");
    private static readonly ApiParameter Number = ApiParameter.Path("feedback", new("意见编号", "number of the feedback"), "1", ApiParameterForm.Number);

    internal static void MapSurveyActs(this ApiRoutes api)
    {
        api.Write<SurveyAsked, SurveyMoved>("/surveys", new("openSurvey", Part, new("发起调查或投票", "Open a survey or a vote"), "Of a survey the questions and which of them asks how content people are overall; of a vote the options. What it asks stays as it is.", [])
        {
            Example = """{"code":"API-V","kind":"satisfaction","about":"fund","of":"F1","title":"满意吗","first":"2026-01-01","last":"2026-03-31","openFrom":"2026-04-15","openUntil":"2026-12-31","ways":["open"],"quorum":5,"questions":[{"zh":"满意吗？","en":"Content?"}]}""",
        }, OpenAsync, Permission.RecordMoney);
        foreach (var (word, id, summary, says) in new[] { ("close", "closeSurvey", new Bilingual("截止调查或投票", "Close a survey or vote"), "It is counted."), ("publish", "publishSurvey", new Bilingual("公布结果", "Publish the results"), "To everybody; they count as evidence from then on.") })
            api.Write<ActWanted, SurveyMoved>($"/surveys/{{code}}/{word}", new(id, Part, summary, says, [Code]) { Example = "{}" }, (call, _) => OnSurveyAsync(call, Permission.RecordMoney, by => word == "close"
                ? new CloseSurvey(call.Noting).RunAsync(by, call.Route("code"), call.Stop) : new CloseSurvey(call.Noting).PublishAsync(by, call.Route("code"), call.Stop), done => new SurveyMoved(done.Survey)), Permission.RecordMoney);
        api.Write<LinksWanted, SurveyLinksMade>("/surveys/{code}/links", new("makeSurveyLinks", Part, new("生成一次性链接", "Make single-use links"),
            $"1 to {HandOutLinks.Most} for one answer each, of a survey that is answered by links. The ledger keeps hashes alone and the answer is the one place where they stand; the same write with the same token tells them again, with another token it is a 409.", [Code]) { Example = """{"count":2}""" },
            LinksAsync, Permission.RecordMoney);
        api.Read<Page<SurveyTextShown>>("/surveys/{code}/texts", new("listSurveyTexts", Part, new("列出作答的文字", "List what people wrote"), $"Of surveys with {Survey.FewestForWords} answers or more, once they are closed; by key.", [Code, .. ApiParameter.Paging]), TextsAsync, Permission.ReadLedger);
        foreach (var (word, id, isShown, summary) in new[] { ("show", "showSurveyText", true, new Bilingual("公开一条文字", "Show what somebody wrote")), ("hide", "hideSurveyText", false, new Bilingual("不公开并删除一条文字", "Hide what somebody wrote, and erase it")) })
            api.Write<ActWanted, SurveyMoved>($"/surveys/{{code}}/texts/{{text}}/{word}", new(id, Part, summary, "Once somebody has read it.", [Code, Text]) { Example = "{}" },
                (call, _) => OnSurveyAsync(call, Permission.RecordMoney, by => new CloseSurvey(call.Noting).DecideTextAsync(by, call.Route("code"), call.Route("text"), isShown, call.Stop), done => new SurveyMoved(done.Survey)), Permission.RecordMoney);
        api.Write<ActWanted, ProposedShown>("/surveys/{code}/proof", new("proposeSurveyProof", Part, new("以调查结果为立项作证", "Propose the result as a proof of an award"), "Of a published survey about an award, with its quorum; another person checks it.", [Code]) { Example = "{}" }, (call, _) => ProveAsync(call), Permission.Propose);
        api.Read<Page<FeedbackShown>>("/feedback", new("listFeedback", "feedback", new("列出意见", "List feedback"), "Of the funds you read, by number. Nobody who wrote is known here.", ApiParameter.Paging), FeedbackAsync, Permission.ReadLedger);
        api.Write<FeedbackAnswer, FeedbackMoved>("/feedback/{feedback:long}/answer", new("answerFeedback", "feedback", new("答复意见", "Answer feedback"), "Once. Whoever wrote reads it under their code, and everybody when the words are shown.", [Number]) { Example = """{"answer":"已安排维修。"}""" },
            (call, asked) => OnFeedbackAsync(call, by => new FeedbackBox(call.Noting).AnswerAsync(by, call.Number("feedback"), asked.Answer, call.Stop)), Permission.RecordMoney);
        foreach (var (word, id, isShown, summary) in new[] { ("show", "showFeedback", true, new Bilingual("公开意见", "Show feedback to everybody")), ("hide", "hideFeedback", false, new Bilingual("不公开并删除意见", "Hide feedback, and erase its words")) })
            api.Write<ActWanted, FeedbackMoved>($"/feedback/{{feedback:long}}/{word}", new(id, "feedback", summary, "As it is.", [Number]) { Example = "{}" }, (call, _) => OnFeedbackAsync(call, by => new FeedbackBox(call.Noting).DecideAsync(by, call.Number("feedback"), isShown, call.Stop)), Permission.RecordMoney);
    }

    private static Task<IResult> OpenAsync(ApiCall call, SurveyAsked asked) => call.WriteAsync(
        Permission.RecordMoney, async (reader, books) => (await Surveys.FundOfAsync(reader, books, asked.About, asked.Of)).IsDone(out var fund, out _) ? call.May(Permission.RecordMoney, books.TargetOf(fund)) : null,
        by => new OpenSurvey(call.Noting).RunAsync(by, new SurveyWanted(
            asked.Code, asked.Kind, asked.About, asked.Of, asked.Title, asked.First ?? asked.OpenFrom, asked.Last ?? asked.OpenUntil, asked.OpenFrom, asked.OpenUntil, asked.Ways, asked.Quorum,
            asked.Kind == SurveyKind.Vote ? SurveyTerms.Choosing(asked.Options ?? [], asked.Choose, asked.AsksText) : SurveyTerms.Asking(asked.Questions ?? [], asked.Overall, asked.ContentFrom, asked.AsksText)), call.Stop),
        done => new SurveyMoved(done.Code), done => PathOf(done.Code));

    /// <summary>Drawn of the key and the caller's own token, so that nothing of them is kept and the same write has the same answer.</summary>
    private static async Task<IResult> LinksAsync(ApiCall call, LinksWanted asked)
    {
        var (key, secret, count) = (call.Asked.Key, SessionAuthentication.BearerOf(call.Request)!, Math.Clamp(asked.Count, 0, HandOutLinks.Most + 1));
        var tokens = await call.Database.ReadAsync(reader => Task.FromResult(VoiceToken.Drawn(reader, key, secret, count)), call.Stop);
        call.Context.Response.MustBeKeptNowhere();
        return await OnSurveyAsync(
            call, Permission.RecordMoney, by => new HandOutLinks(call.Noting).RunAsync(by, call.Route("code"), tokens, call.Stop),
            done => new SurveyLinksMade(done.Survey, done.Batch, done.Count, [.. tokens.Select(token => SurveyLink.Of(call.Request, token))]));
    }

    private static Task<IResult> TextsAsync(ApiCall call) => call.ReadAsync(async (reader, books) => await Surveys.FindAsync(reader, books, call.Route("code")) is { } survey && call.May(Permission.ReadLedger, books.TargetOf(survey.Fund))
        ? call.PageOf((await Surveys.TextsAsync(reader, survey)).OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => new SurveyTextShown(text.Key, text.Words, text.State)), text => text.Text) : ApiCall.NotThere());

    private static async Task<IResult> ProveAsync(ApiCall call)
    {
        Survey? survey = null;
        return await call.WriteAsync(
            Permission.Propose, async (reader, books) =>
            {
                survey = await Surveys.FindAsync(reader, books, call.Route("code"));
                return survey is null ? null : call.May(Permission.Propose, books.TargetOf(survey.Fund)) && await SurveyProof.IsOneAsync(reader, books, survey);
            },
            by => SurveyProof.ProposeAsync(call.Noting, by, survey!, call.Stop), ProposedShown.Of, ApprovalsApi.PathOf);
    }

    private static Task<IResult> OnSurveyAsync<T, TAnswer>(ApiCall call, Permission what, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer) where TAnswer : class => call.WriteAsync(
        what, async (reader, books) => await Surveys.FindAsync(reader, books, call.Route("code")) is { } survey ? call.May(what, books.TargetOf(survey.Fund)) : null, operation, answer, _ => PathOf(call.Route("code")));

    private static Task<IResult> FeedbackAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await FeedbackBox.ListAsync(reader, books)).Where(told => call.May(Permission.ReadLedger, books.TargetOf(told.Fund))).OrderBy(told => told.Id).Select(FeedbackShown.From), one => FormattableString.Invariant($"{one.Feedback:D19}")));

    private static Task<IResult> OnFeedbackAsync(ApiCall call, Func<Asked, Task<Outcome<FeedbackKept>>> operation) => call.WriteAsync(
        Permission.RecordMoney, async (reader, books) => await FeedbackBox.FindAsync(reader, books, call.Number("feedback")) is { } told ? call.May(Permission.RecordMoney, books.TargetOf(told.Fund)) : null,
        operation, done => new FeedbackMoved(done.Id), _ => $"{ApiRoutes.Root}/feedback");

    private static string PathOf(string code) => $"{ApiRoutes.Root}/surveys/{Uri.EscapeDataString(code)}";
}

/// <param name="Of">Code of the space or fund, or number of the award.</param>
/// <param name="First">Of the days it speaks for; of a vote, those on which it is open.</param>
/// <param name="Ways">How it is answered.</param>
/// <param name="Quorum">How many answers it takes to speak for anybody.</param>
/// <param name="Questions">Of a survey.</param>
/// <param name="Overall">Number of the question that asks how content people are overall, from 1.</param>
/// <param name="ContentFrom">The least mark that counts as content.</param>
/// <param name="Options">Of a vote.</param>
/// <param name="Choose">How many options one may choose.</param>
/// <param name="AsksText">There is room for words.</param>
public sealed record SurveyAsked(
    string Code, SurveyKind Kind, VoiceSubject About, string Of, string Title, DateOnly OpenFrom, DateOnly OpenUntil, IReadOnlyList<VoiceWay> Ways, int Quorum, DateOnly? First = null, DateOnly? Last = null,
    IReadOnlyList<Bilingual>? Questions = null, int Overall = 1, int ContentFrom = 4, IReadOnlyList<Bilingual>? Options = null, int Choose = 1, bool AsksText = false);

public sealed record SurveyMoved(string Survey);

/// <param name="Count">How many more.</param>
public sealed record LinksWanted(int Count);

/// <param name="Batch">Its number, from 1.</param>
/// <param name="Links">Told here alone: hand one to each resident.</param>
public sealed record SurveyLinksMade(string Survey, int Batch, int Count, IReadOnlyList<string> Links);

/// <param name="Words">Null once hidden.</param>
public sealed record SurveyTextShown(string Text, string? Words, WordsState State);

/// <param name="Of">Code of the space or fund, or number of the award.</param>
/// <param name="Words">Null once hidden.</param>
public sealed record FeedbackShown(long Feedback, VoiceSubject About, string Of, string Fund, string? Words, DateOnly SentOn, string? Answer, DateOnly? AnsweredOn, WordsState State)
{
    internal static FeedbackShown From(Feedback told) => new(told.Id, told.About, told.Of, told.Fund.Code, told.Words, told.SentOn, told.Answer, told.AnsweredOn, told.State);
}

public sealed record FeedbackAnswer(string Answer);

public sealed record FeedbackMoved(long Feedback);

using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Api;

/// <summary>What is done about grant programmes: made and amended with another person's word, their rounds opened and moved, what is left of a round declined.</summary>
internal static class GrantActsApi
{
    private const string Part = "grants";
    private static readonly ApiParameter Code = ApiParameter.Path("programme", new("资助计划代码", "code of the grant programme"), "G1");
    private static readonly ApiParameter Round = ApiParameter.Path("round", new("批次代码", "code of the round"), "G1-1");

    private const string ExampleTerms = """
        {"categories":[{"code":"start-up","name":{"zh":"初创","en":"Start-up"},"cap":{"amount":"50000.00","currency":"CNY"}}],"criteria":[{"code":"plan","name":{"zh":"方案可行","en":"A plan that can be done"},"weight":100}],
         "tranches":[{"share":"60","amount":null,"counts":"signing","days":15,"inWorkingDays":true,"requirements":[],"name":{"zh":"首期","en":"First"}},
                     {"share":null,"amount":null,"counts":"project-end","days":30,"inWorkingDays":false,"requirements":[{"kind":"report-accepted"}],"name":{"zh":"尾款","en":"Last"}}],"passMark":60,"reviewsEach":1}
        """;

    internal static void MapGrantActs(this ApiRoutes api)
    {
        api.Write<GrantProgrammeWanted, ProposedShown>("/grant-programmes", new("proposeGrantProgramme", Part, new("提出设立资助计划", "Propose a grant programme"), "It holds once another person has agreed. What terms may say, the terms of a programme there is show.", [])
        {
            Example = $$$"""{"programme":"G9","fund":"F1","kind":"venture","name":{"zh":"邻里互助","en":"Neighbours"},"terms":{{{ExampleTerms}}}}""",
        }, (call, asked) => call.ProposeAsync(
            CreateGrantProgramme.Kind, new NewGrantProgramme(asked.Programme, asked.Fund, asked.Kind, asked.Name, asked.Terms), (_, books) => Task.FromResult<bool?>(call.May(Permission.Propose, ApiCall.Of(books, asked.Fund)))), Permission.Propose);
        api.Write<GrantTermsWanted, ProposedShown>("/grant-programmes/{programme}/terms", new("proposeGrantTerms", Part, new("提出修改资助条款", "Propose new terms"), "Whole, as they are to stand; for rounds that are opened from then on.", [Code])
        {
            Example = $$$"""{"terms":{{{ExampleTerms}}},"reason":"简化批次"}""",
        }, (call, asked) => call.ProposeAsync(AmendGrantTerms.Kind, new GrantTermsChange(call.Route("programme"), asked.Terms, asked.Reason), OfProgramme(call, Permission.Propose, call.Route("programme"))), Permission.Propose);
        api.Write<RoundWanted, RoundOpened>("/rounds", new("openRound", Part, new("开启申报批次", "Open a round"), "It keeps the terms that the programme has now. Moments to the minute.", [])
        {
            Example = """{"programme":"G1","round":"G1-9","name":{"zh":"第九批","en":"Ninth round"},"opensAt":"2026-04-20T01:00:00Z","closesAt":"2026-05-20T09:00:00Z","budget":{"amount":"100000.00","currency":"CNY"}}""",
        }, OpenAsync, Permission.RecordMoney);
        api.Write<RoundEndWanted, RoundEndShown>("/rounds/{round}/end", new("moveRoundEnd", Part, new("改期或提前截止", "Move the end of a round"), "While it has not closed; without closesAt, it ends with the minute that runs. Everybody who applies may read why.", [Round])
        {
            Example = """{"closesAt":"2026-05-02T09:00:00Z","reason":"节假日顺延"}""",
        }, MoveAsync, Permission.RecordMoney);
        api.Write<ReasonGiven, RoundDeclinedShown>("/rounds/{round}/declines", new("declineTheRest", Part, new("其余不予立项", "Decline what is left of a round"), "Every application that was reviewed and is not awarded: all of them, or none. Everybody who applied may read why.", [Round])
        {
            Example = """{"reason":"名额已满"}""",
        }, (call, asked) => call.WriteAsync(Permission.RecordMoney, OfRound(call), by => new DeclineTheRest(call.Noting).RunAsync(by, call.Route("round"), asked.Reason, call.Stop), done => new RoundDeclinedShown(done.Round, done.Numbers), done => PathOf(done.Round)),
            Permission.RecordMoney);
    }

    private static Task<IResult> OpenAsync(ApiCall call, RoundWanted asked)
    {
        if (!TypedMoment.Minute(asked.OpensAt, "opensAt").IsDone(out var opens, out var refusal) || !TypedMoment.Minute(asked.ClosesAt, "closesAt").IsDone(out var closes, out refusal)) return Task.FromResult(ApiCall.Unread(refusal));
        return call.WriteAsync(
            Permission.RecordMoney, OfProgramme(call, Permission.RecordMoney, asked.Programme),
            by => new OpenGrantRound(call.Noting).RunAsync(by, new NewGrantRound(asked.Programme, asked.Round, asked.Name, opens, closes, asked.Budget), call.Stop),
            done => new RoundOpened(done.Round, done.Version, Moments.ToIso(done.OpensAt), Moments.ToIso(done.ClosesAt)), done => PathOf(done.Round));
    }

    private static Task<IResult> MoveAsync(ApiCall call, RoundEndWanted asked)
    {
        long? until = null;
        if (asked.ClosesAt is { } typed)
        {
            if (!TypedMoment.Minute(typed, "closesAt").IsDone(out var moment, out var refusal)) return Task.FromResult(ApiCall.Unread(refusal));
            until = moment;
        }

        return call.WriteAsync(
            Permission.RecordMoney, OfRound(call), by => new MoveRoundEnd(call.Noting).RunAsync(by, new RoundEnd(call.Route("round"), until, asked.Reason), call.Stop),
            done => new RoundEndShown(done.Round, Moments.ToIso(done.ClosesAt)), done => PathOf(done.Round));
    }

    private static Func<LedgerReader, Books, Task<bool?>> OfProgramme(ApiCall call, Permission what, string programme) => async (reader, books) =>
        (await GrantReading.ProgrammesAsync(reader, books)).FirstOrDefault(known => known.Code == programme) is { } found ? call.May(what, found.Target) : null;

    private static Func<LedgerReader, Books, Task<bool?>> OfRound(ApiCall call) => async (reader, books) =>
        await GrantReading.FindRoundAsync(reader, books, call.Route("round")) is { } round ? call.May(Permission.RecordMoney, round.Programme.Target) : null;

    private static string PathOf(string round) => $"{ApiRoutes.Root}/rounds/{Uri.EscapeDataString(round)}";
}

/// <param name="Programme">Its code.</param>
/// <param name="Fund">That its awards come from.</param>
public sealed record GrantProgrammeWanted(string Programme, string Fund, GrantProgrammeKind Kind, Bilingual Name, GrantTerms Terms);

/// <param name="Reason">Why they change.</param>
public sealed record GrantTermsWanted(GrantTerms Terms, string Reason);

/// <param name="Round">Its code.</param>
/// <param name="OpensAt">A moment, such as 2026-04-20T01:00:00Z, as closesAt; may be past.</param>
/// <param name="ClosesAt">The first moment nobody may apply any more.</param>
/// <param name="Budget">All that the awards may come to.</param>
public sealed record RoundWanted(string Programme, string Round, Bilingual Name, string OpensAt, string ClosesAt, Money Budget);

/// <param name="Version">Of the terms that it keeps.</param>
public sealed record RoundOpened(string Round, int Version, string OpensAt, string ClosesAt);

/// <param name="ClosesAt">Null ends it with the minute that runs.</param>
public sealed record RoundEndWanted(string Reason, string? ClosesAt = null);

public sealed record RoundEndShown(string Round, string ClosesAt);

/// <param name="Applications">Numbers of those that were declined.</param>
public sealed record RoundDeclinedShown(string Round, IReadOnlyList<string> Applications);

using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using FundLedger.Worklist;

namespace FundLedger.Web.Api;

/// <summary>Grant programmes and their rounds; to an organisation, the rounds that are open to apply to.</summary>
internal static class GrantsApi
{
    private const string Part = "grants";
    private static readonly ApiParameter Code = ApiParameter.Path("programme", new("资助计划代码", "code of the grant programme"), "G1");
    private static readonly ApiParameter Round = ApiParameter.Path("round", new("批次代码", "code of the round"), "G1-1");

    internal static void MapGrants(this ApiRoutes api)
    {
        api.Read<Page<GrantProgrammeShown>>("/grant-programmes", new("listGrantProgrammes", Part, new("列出资助计划", "List grant programmes"), "Of the funds you read, by code.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.Read<GrantProgrammeInFull>("/grant-programmes/{programme}", new("getGrantProgramme", Part, new("一个资助计划", "One grant programme"), "With its categories, criteria and the tranches that awards get.", [Code]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
        api.Read<Page<RoundShown>>("/rounds", new("listRounds", Part, new("列出申报批次", "List rounds"), "Of the programmes you read, and those that are open now; in the order they open.", ApiParameter.Paging), RoundsAsync, Permission.ReadLedger, Permission.ReadOrganisation);
        api.Read<RoundInFull>("/rounds/{round}", new("getRound", Part, new("一个申报批次", "One round"), "With how many applications, and how much money, stand in each status, and how its end was moved.", [Round]) { IsTagged = true }, RoundAsync, Permission.ReadLedger);
        api.Read<GrantTermsInForce>("/grant-programmes/{programme}/terms", new("getGrantTerms", Part, new("资助计划的现行条款", "The terms of a grant programme"), "As they stand now, in the form in which they are proposed and amended.", [Code]) { IsTagged = true }, TermsAsync, Permission.ReadLedger);
        api.Read<GrantBoardShown>("/grant-board", new("getGrantBoard", Part, new("资助进展总表", "Where all grants stand"), "Counts and money by stage, by programme and by source, of the funds you read; or of one round.",
            [new("round", new("批次代码", "code of a round"))]) { IsTagged = true }, BoardAsync, Permission.ReadLedger);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await GrantReading.ProgrammesAsync(reader, books)).Where(one => call.May(Permission.ReadLedger, one.Target)).OrderBy(one => one.Code, StringComparer.Ordinal).Select(GrantProgrammeShown.Of), one => one.Programme));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if ((await GrantReading.ProgrammesAsync(reader, books)).FirstOrDefault(known => known.Code == call.Route("programme")) is not { } found || !call.May(Permission.ReadLedger, found.Target)) return ApiCall.NotThere();
        return ApiCall.One(new GrantProgrammeInFull(
            GrantProgrammeShown.Of(found), [.. found.Terms.Categories.Select(one => new GrantCategoryShown(one.Code, one.Name, one.Cap))], [.. found.Terms.Criteria.Select(one => new GrantCriterionShown(one.Code, one.Name, one.Weight))],
            [.. found.Terms.Tranches.Select(one => new GrantTrancheShown(one.Name, one.Share, one.Amount, one.Counts, one.Days, one.InWorkingDays, [.. one.Requirements.Select(need => need.Kind)]))],
            [.. (await GrantReading.VersionsAsync(reader, found)).Select(one => new GrantTermsShown(one.Version, one.Sha256, one.Reason))]));
    });

    private static Task<IResult> RoundsAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await GrantReading.RoundsAsync(reader, books)).Where(round => call.May(Permission.ReadLedger, round.Programme.Target) || round.StateAt(call.Now) == RoundState.Open).OrderBy(round => round.OpensAt).ThenBy(round => round.Code, StringComparer.Ordinal).Select(round => RoundShown.Of(round, call.Now)),
        one => $"{one.OpensAt}/{one.Round}"));

    private static Task<IResult> RoundAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (await GrantReading.FindRoundAsync(reader, books, call.Route("round")) is not { } round || !call.May(Permission.ReadLedger, round.Programme.Target)) return ApiCall.NotThere();
        return ApiCall.One(new RoundInFull(RoundShown.Of(round, call.Now), [.. (await ApplicationReading.ListAsync(reader, round.Code)).GroupBy(one => one.Status).OrderBy(stage => stage.Key)
            .Select(stage => new RoundStageShown(stage.Key, stage.Count(), stage.Aggregate(Money.Zero(round.Budget.Currency), (sum, one) => sum + one.Requested)))],
            [.. (await GrantReading.ChangesAsync(reader, round)).Select(change => new RoundMoveShown(Moments.ToIso(change.ClosesAtBefore), Moments.ToIso(change.ClosesAt), change.Reason))]));
    });

    private static Task<IResult> TermsAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
        (await GrantReading.ProgrammesAsync(reader, books)).FirstOrDefault(known => known.Code == call.Route("programme")) is { } found && call.May(Permission.ReadLedger, found.Target)
            ? ApiCall.One(new GrantTermsInForce(found.Code, found.Version, found.Terms)) : ApiCall.NotThere());

    private static Task<IResult> BoardAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (call.Text("round") is { } code && (await GrantReading.FindRoundAsync(reader, books, code) is not { } round || !call.May(Permission.ReadLedger, round.Programme.Target))) return ApiCall.NotThere();
        var board = await GrantBoard.OfAsync(reader, books, fund => call.May(Permission.ReadLedger, books.TargetOf(fund)), call.Today, call.Text("round") ?? "");
        return ApiCall.One(new GrantBoardShown(
            [.. board.Applications.Select(one => new RoundStageShown(one.Status, one.Count, one.Amount))], [.. board.Awards.Select(one => new AwardStageShown(one.Stage, one.Count, one.Amount))],
            [.. board.ByProgramme.Select(AwardMoneyShown.Of)], [.. board.BySource.Select(AwardMoneyShown.Of)]));
    });
}

/// <param name="Version">Of its terms.</param>
public sealed record GrantProgrammeShown(string Programme, GrantProgrammeKind Kind, Bilingual Name, string Entity, string Fund, int Version)
{
    internal static GrantProgrammeShown Of(GrantProgramme one) => new(one.Code, one.Kind, one.Name, one.Entity.Code, one.Fund.Code, one.Version);
}

public sealed record GrantProgrammeInFull(
    GrantProgrammeShown Listed, IReadOnlyList<GrantCategoryShown> Categories, IReadOnlyList<GrantCriterionShown> Criteria, IReadOnlyList<GrantTrancheShown> Tranches, IReadOnlyList<GrantTermsShown> Versions);

/// <param name="Cap">What an award of it is at most.</param>
public sealed record GrantCategoryShown(string Code, Bilingual Name, Money? Cap);

/// <param name="Weight">All weights make 100.</param>
public sealed record GrantCriterionShown(string Code, Bilingual Name, int Weight);

/// <param name="Share">Of the award; null where an amount is named, and for the last, which takes the rest.</param>
/// <param name="Days">After the day it counts from.</param>
public sealed record GrantTrancheShown(Bilingual Name, BasisPoints? Share, Money? Amount, TrancheDay Counts, int Days, bool InWorkingDays, IReadOnlyList<TrancheRequirementKind> Needs);

public sealed record GrantTermsShown(int Version, string Sha256, string Reason);

/// <param name="OpensAt">UTC, as closesAt.</param>
public sealed record RoundShown(string Round, Bilingual Name, string Programme, RoundState State, string OpensAt, string ClosesAt, Money Budget)
{
    internal static RoundShown Of(GrantRound round, long now) => new(round.Code, round.Name, round.Programme.Code, round.StateAt(now), Moments.ToIso(round.OpensAt), Moments.ToIso(round.ClosesAt), round.Budget);
}

/// <param name="Moved">How its end was, each time.</param>
public sealed record RoundInFull(RoundShown Listed, IReadOnlyList<RoundStageShown> Applications, IReadOnlyList<RoundMoveShown> Moved);

/// <param name="Before">UTC, as closesAt.</param>
public sealed record RoundMoveShown(string Before, string ClosesAt, string Reason);

public sealed record GrantTermsInForce(string Programme, int Version, GrantTerms Terms);

/// <param name="Applications">By status, in each currency.</param>
public sealed record GrantBoardShown(IReadOnlyList<RoundStageShown> Applications, IReadOnlyList<AwardStageShown> Awards, IReadOnlyList<AwardMoneyShown> Programmes, IReadOnlyList<AwardMoneyShown> Sources);

public sealed record AwardStageShown(AwardStage Stage, int Count, Money Amount);

/// <param name="Code">Of the programme or the source.</param>
/// <param name="Committed">Promised and not released.</param>
/// <param name="Owed">Released and not paid.</param>
/// <param name="Paid">Less what was claimed back.</param>
public sealed record AwardMoneyShown(string Code, Bilingual Name, Money Committed, Money Owed, Money Paid)
{
    internal static AwardMoneyShown Of(AwardMoney one) => new(one.Code, one.Name, one.Committed, one.Owed, one.Paid);
}

public sealed record RoundStageShown(ApplicationStatus Status, int Count, Money Requested);

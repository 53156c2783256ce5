using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Awards;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Grants that were decided, and the tranches in which they are paid: for those who read the fund, and for the organisation that receives it.</summary>
internal static class AwardsApi
{
    private const string Part = "awards";
    private static readonly ApiParameter Number = ApiParameter.Path("number", new("立项编号", "number of the award"), "G1-A");
    private static readonly ApiParameter Stage = new("stage", new("所处阶段", "stage it is in"), null, Words: [.. Enum.GetValues<AwardStage>().Select(stage => ApiJson.WordOf(stage))]);

    internal static void MapAwards(this ApiRoutes api)
    {
        api.Read<Page<AwardShown>>("/awards", new("listAwards", Part, new("列出立项", "List awards"), "Those of the funds you read or of your own organisation, by number.", [Stage, .. ApiParameter.Paging]), ListAsync, Permission.ReadLedger, Permission.ReadOrganisation);
        api.Read<AwardInFull>("/awards/{number}", new("getAward", Part, new("一个立项", "One award"), "With what each source bears, its tranches, and the hash of the agreement's text, by which it is accepted.", [Number]) { IsTagged = true }, OneAsync, Permission.ReadLedger, Permission.ReadOrganisation);
        api.Read<Page<ListedTrancheShown>>("/tranches", new("listTranches", Part, new("列出批次", "List tranches"), "Of all awards that you may read, by award and number.", ApiParameter.Paging), TranchesAsync, Permission.ReadLedger, Permission.ReadOrganisation);
        api.Read<TrancheShown>("/awards/{number}/tranches/{no:int}", new("getTranche", Part, new("一个批次", "One tranche"), "With what holds it up.",
            [Number, ApiParameter.Path("no", new("第几批", "which one"), "1", ApiParameterForm.Number)]) { IsTagged = true }, TrancheAsync, Permission.ReadLedger, Permission.ReadOrganisation);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var stage = call.Word<AwardStage>("stage");
        var awards = (await ReadableAsync(call, reader, books)).Where(award => stage is null || award.StageOn(call.Today) == stage);
        return call.PageOf(awards.Select(award => AwardShown.Of(award, call.Today)), award => award.Award);
    });

    private static Task<IResult> OneAsync(ApiCall call) => OfAwardAsync(call, async (reader, books, award) => ApiCall.One(new AwardInFull(
        AwardShown.Of(award, call.Today), Agreement.TextSha256Of(award), [.. (await AwardReading.SourcesAsync(reader, books, award)).Select(one => new AwardSourceShown(one.Source.Code, one.Promised, one.Committed, one.Paid))],
        [.. (await AwardReading.AtWorkAsync(reader, books, award, call.Today)).Select(one => Shown(call, books, one))])));

    private static Task<IResult> TranchesAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var readable = (await ReadableAsync(call, reader, books)).Select(award => award.Number).ToHashSet();
        var tranches = (await AwardReading.TranchesAsync(reader)).Where(tranche => readable.Contains(tranche.Award)).OrderBy(tranche => tranche.Award, StringComparer.Ordinal).ThenBy(tranche => tranche.No);
        return call.PageOf(tranches.Select(tranche => ListedTrancheShown.Of(tranche, call.Today)), one => FormattableString.Invariant($"{one.Award}\u0001{one.No:D9}"));
    });

    private static Task<IResult> TrancheAsync(ApiCall call) => OfAwardAsync(call, async (reader, books, award) =>
        (await AwardReading.AtWorkAsync(reader, books, award, call.Today)).FirstOrDefault(one => one.Tranche.No == call.Number("no")) is { } found ? ApiCall.One(Shown(call, books, found)) : ApiCall.NotThere());

    private static async Task<IEnumerable<Award>> ReadableAsync(ApiCall call, LedgerReader reader, Books books) =>
        (await AwardReading.ListAsync(reader, books)).Where(award => call.Who.MayRead(books, award, call.Today)).OrderBy(award => award.Number, StringComparer.Ordinal);

    private static Task<IResult> OfAwardAsync(ApiCall call, Func<LedgerReader, Books, Award, Task<IResult>> answer) => call.ReadAsync(async (reader, books) =>
        await AwardReading.FindAsync(reader, books, call.Route("number")) is { } award && call.Who.MayRead(books, award, call.Today) ? await answer(reader, books, award) : ApiCall.NotThere());

    /// <summary>The organisation is told what it is to do itself, and of the rest that it waits for the fund.</summary>
    private static TrancheShown Shown(ApiCall call, Books books, TrancheAtWork one)
    {
        var readsBooks = call.May(Permission.ReadLedger, books.TargetOf(one.Award.Fund));
        return new(
            one.Tranche.Award, one.Tranche.No, one.Tranche.Amount, one.Tranche.DueOn, one.StateOn(call.Today), [.. one.Holds.Where(hold => readsBooks || OwnTask.IsTheirs(hold)).Select(hold => hold.Code)], one.Tranche.Owed, one.Tranche.Paid,
            one.Tranche.ReleasedOn, one.Tranche.Entry, one.Tranche.OverdueDaysOn(call.Today));
    }
}

/// <param name="Award">Its number.</param>
/// <param name="Parts">What each source of the fund promised.</param>
public sealed record AwardShown(
    string Award, string Fund, string Programme, string? Round, string Organisation, string? Application, string Title, Money Amount, DateOnly DecidedOn, DateOnly PublicityLast, DateOnly? SignedOn, int Version,
    AwardStage Stage, DateOnly? EndedOn, IReadOnlyList<AwardPartShown> Parts)
{
    internal static AwardShown Of(Award award, DateOnly today) => new(
        award.Number, award.Fund.Code, award.Programme, award.Round, award.Organisation, award.Application, award.Terms.Title, award.Amount, award.DecidedOn, award.PublicityLast, award.SignedOn, award.Version,
        award.StageOn(today), award.EndedOn, [.. award.Terms.Parts.Select(part => new AwardPartShown(part.Source, part.Amount))]);
}

public sealed record AwardPartShown(string Source, Money Amount);

/// <param name="TextSha256">Of what is agreed to.</param>
public sealed record AwardInFull(AwardShown Award, string TextSha256, IReadOnlyList<AwardSourceShown> Sources, IReadOnlyList<TrancheShown> Tranches);

/// <param name="Committed">Promised and not released.</param>
/// <param name="Paid">Less what was claimed back.</param>
public sealed record AwardSourceShown(string Source, Money Promised, Money Committed, Money Paid);

/// <param name="Holds">Codes of what holds it up.</param>
/// <param name="Entry">By which it became owed.</param>
public sealed record TrancheShown(
    string Award, int No, Money Amount, DateOnly? DueOn, TrancheState State, IReadOnlyList<string> Holds, Money Owed, Money Paid, DateOnly? ReleasedOn, EntryId? Entry, int OverdueDays);

public sealed record ListedTrancheShown(string Award, int No, Money Amount, DateOnly? DueOn, bool IsReleased, bool IsCancelled, Money Owed, Money Paid, int OverdueDays)
{
    internal static ListedTrancheShown Of(Tranche tranche, DateOnly today) =>
        new(tranche.Award, tranche.No, tranche.Amount, tranche.DueOn, tranche.IsReleased, tranche.IsCancelled, tranche.Owed, tranche.Paid, tranche.OverdueDaysOn(today));
}

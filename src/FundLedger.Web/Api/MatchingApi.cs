using System.Globalization;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Matching programmes: what became of each pot, by what rule, gift by gift; opened and closed by proposal.</summary>
internal static class MatchingApi
{
    private const string Part = "matching";
    private static readonly ApiParameter Code = ApiParameter.Path("programme", new("配比计划代码", "code of the matching programme"), "M1");

    internal static void MapMatching(this ApiRoutes api)
    {
        api.Read<Page<MatchingShown>>("/matching", new("listMatching", Part, new("列出配比计划", "List matching programmes"), "Whose pot is of a fund you read, by code.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.Read<MatchingInFull>("/matching/{programme}", new("getMatching", Part, new("一个配比计划", "One matching programme"), "With every version of its rule in words, and what each fund got or would get.", [Code]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
        api.Read<Page<GiftMatchShown>>("/matching/{programme}/matches", new("listMatches", Part, new("列出配比明细", "List the matches of a programme"), "Last recorded first, the gifts that earned nothing among them. A pro-rata programme has none before its close.", [Code, .. ApiParameter.Paging]),
            MatchesAsync, Permission.ReadLedger);
        api.Read<GiftMatchShown>("/entries/{entry:long}/match", new("getMatchOfGift", Part, new("一笔捐款的配比", "What one gift earned"), "And why; not there where no programme was asked about it.",
            [ApiParameter.Path("entry", new("捐款的分录号", "number of the gift's entry"), "2", ApiParameterForm.Number)]) { IsTagged = true }, OfGiftAsync, Permission.ReadLedger);
        api.Write<NewProgramme, ProposedShown>("/matching", new("proposeMatching", Part, new("提出开启配比计划", "Propose to open a matching programme"), "The pot is set aside when it opens. The bracket of each tier ends where upTo says; the last may have none.", [])
        {
            Example = """{"code":"M9","name":"助学配比","potFund":"F1","potSource":"donation","pot":{"amount":"100.00","currency":"CNY"},"first":"2026-05-01","last":"2026-12-31","funds":["F2"],"tiers":[{"match":1,"gift":2}],"giftCap":{"amount":"20.00","currency":"CNY"}}""",
        }, OpenAsync, Permission.Propose);
        api.Write<RuleWanted, ProposedShown>("/matching/{programme}/rules", new("proposeMatchingRule", Part, new("提出修改配比规则", "Propose another rule of a programme"), "Whole; for gifts from a day on. What was earned stays.", [Code])
        {
            Example = """{"from":"2026-05-01","tiers":[{"match":1,"gift":4}]}""",
        }, (call, asked) => call.ProposeAsync(ChangeRule.Kind, new RuleChange(call.Route("programme"), new MatchingTerms([.. asked.Tiers.Select(tier => new MatchingTier(new MatchingRatio(tier.Match, tier.Gift), tier.UpTo))])
        {
            Basis = asked.Basis, Minimum = asked.Minimum, GiftCap = asked.GiftCap, DonorCap = asked.DonorCap, FundCap = asked.FundCap, DayCap = asked.DayCap, ProgrammeCap = asked.ProgrammeCap,
        }, asked.From), async (reader, books) => (await MatchingReading.FindAsync(reader, call.Route("programme"), call.Today)).IsDone(out var found, out _) && found.Summary.Status == ProgrammeStatus.Open ? call.May(Permission.Propose, books.TargetOf(found.Summary.PotFund)) : null), Permission.Propose);
        api.ReadOfAll<Page<RelatedPartyShown>>("/related-parties", new("listRelatedParties", Part, new("列出关联方", "List related parties"), "Whose gifts earn no match; names are masked. By number.", ApiParameter.Paging),
            call => call.ReadAsync(async (reader, _) => call.PageOf((await MatchingReading.RelatedPartiesAsync(reader)).OrderBy(party => party.Relation).Select(RelatedPartyShown.Of), one => FormattableString.Invariant($"{one.Relation:D19}"))), Permission.ReadLedger);
        api.Write<RelatedPartyWanted, RelationKept>("/related-parties", new("registerRelatedParty", Part, new("登记关联方", "Register a related party"), "Matches they earned before stay.", []) { Example = """{"donor":"和顺有限公司","relation":"供应商","from":"2026-05-01"}""" },
            (call, asked) => call.WriteAsync(Permission.RecordMoney, Everywhere(call), by => new RegisterRelatedParty(call.Noting).RunAsync(by, new NewRelatedParty(asked.Entity, asked.Donor, asked.Relation, asked.From, asked.To), call.Stop), done => new RelationKept(done.Relation), _ => $"{ApiRoutes.Root}/related-parties"), Permission.RecordMoney);
        api.Write<RelationEndWanted, RelationKept>("/related-parties/{relation:long}/end", new("endRelatedParty", Part, new("结束关联关系", "End a relation"), "It stays in the register.", [ApiParameter.Path("relation", new("关联关系编号", "number of the relation"), "1", ApiParameterForm.Number)]) { Example = """{"on":"2026-05-31"}""" },
            (call, asked) => call.WriteAsync(Permission.RecordMoney, Everywhere(call), by => new EndRelatedParty(call.Noting).RunAsync(by, new RelationEnd(call.Number("relation"), asked.On ?? call.Today), call.Stop), done => new RelationKept(done.Relation), _ => $"{ApiRoutes.Root}/related-parties"), Permission.RecordMoney);
        api.Write<ProgrammeEndWanted, ProposedShown>("/matching/{programme}/close", new("proposeMatchingClose", Part, new("提出结束配比计划", "Propose to close a matching programme"), "What is left of the pot is released; a pro-rata programme settles what each gift gets.", [Code])
        {
            Example = """{"on":"2026-04-14"}""",
        }, (call, asked) => call.ProposeAsync(CloseProgramme.Kind, new ProgrammeEnd(call.Route("programme"), asked.On), async (reader, books) =>
            (await MatchingReading.FindAsync(reader, call.Route("programme"), call.Today)).IsDone(out var found, out _) ? call.May(Permission.Propose, books.TargetOf(found.Summary.PotFund)) : null), Permission.Propose);
    }

    private static Func<LedgerReader, Books, Task<bool?>> Everywhere(ApiCall call) => (_, _) => Task.FromResult<bool?>(call.MayEverywhere(Permission.ReadLedger) && call.MayEverywhere(Permission.RecordMoney));

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await MatchingReading.ListAsync(reader, call.Today)).Where(one => call.May(Permission.ReadLedger, books.TargetOf(one.PotFund))).OrderBy(one => one.Code, StringComparer.Ordinal).Select(MatchingShown.Of), one => one.Programme));

    private static Task<IResult> OneAsync(ApiCall call) => OfProgrammeAsync(call, async (reader, found) => ApiCall.One(new MatchingInFull(
        MatchingShown.Of(found.Summary), [.. found.Rules.Select(rule => new MatchingRuleShown(rule.Version, rule.From, rule.Terms.InWords()))],
        [.. (await MatchingReading.ByFundAsync(reader, found.Summary.Code, call.Today)).Expect().Select(one => new FundMatchShown(one.Fund.Code, one.Gifts, one.Amount, one.IsEstimate))])));

    private static Task<IResult> MatchesAsync(ApiCall call)
    {
        var (limit, before) = (call.Limit(), call.AfterNumber());
        return call.Wrong is { } wrong ? Task.FromResult<IResult>(wrong) : OfProgrammeAsync(call, async (reader, found) =>
        {
            var rows = (await MatchingReading.MatchesAsync(reader, found.Summary.Code, limit + 1, before)).Expect();
            return call.Page<GiftMatchShown>([.. rows.Take(limit).Select(GiftMatchShown.Of)], rows.Count > limit ? rows[limit - 1].Gift.Value.ToString(CultureInfo.InvariantCulture) : null);
        });
    }

    private static Task<IResult> OfGiftAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var entry = new EntryId(call.Number("entry"));
        if (await JournalReading.FindAsync(reader, entry, books) is not { } posted || posted.Kind != EntryKind.Donation || !call.Who.MayDo(Permission.ReadLedger, books, posted, call.Today)) return ApiCall.NotThere();
        return await MatchingReading.MatchOfAsync(reader, entry, call.Today) is { } match ? ApiCall.One(GiftMatchShown.Of(match)) : ApiCall.NotThere();
    });

    private static Task<IResult> OpenAsync(ApiCall call, NewProgramme asked) => call.ProposeAsync(OpenProgramme.Kind, new NewMatchingProgramme(
        asked.Code, asked.Name, asked.PotFund, asked.PotSource, asked.Pot, asked.First, asked.Last,
        new GiftScope { Funds = asked.Funds ?? [], Below = asked.Below, Sources = asked.Sources ?? [], Persons = asked.Persons, Organisations = asked.Organisations, Unnamed = asked.Unnamed, Channels = asked.Channels ?? [] },
        new MatchingTerms([.. asked.Tiers.Select(tier => new MatchingTier(new MatchingRatio(tier.Match, tier.Gift), tier.UpTo))])
        {
            Basis = asked.Basis, Minimum = asked.Minimum, GiftCap = asked.GiftCap, DonorCap = asked.DonorCap, FundCap = asked.FundCap, DayCap = asked.DayCap, ProgrammeCap = asked.ProgrammeCap,
        }) { Exhaustion = asked.Exhaustion, SpentMatch = asked.SpentMatch, SeparateAccounts = asked.SeparateAccounts, Priority = asked.Priority }, (_, books) => Task.FromResult<bool?>(call.May(Permission.Propose, ApiCall.Of(books, asked.PotFund))));

    private static Task<IResult> OfProgrammeAsync(ApiCall call, Func<LedgerReader, ProgrammeDetail, Task<IResult>> answer) => call.ReadAsync(async (reader, books) =>
        (await MatchingReading.FindAsync(reader, call.Route("programme"), call.Today)).IsDone(out var found, out _) && call.May(Permission.ReadLedger, books.TargetOf(found.Summary.PotFund)) ? await answer(reader, found) : ApiCall.NotThere());
}

/// <param name="Matched">Granted in all; what came back, was waived or is owed is told beside it.</param>
/// <param name="Left">Of the pot.</param>
/// <param name="Estimated">What gifts would get if a pro-rata programme closed today; null for others.</param>
public sealed record MatchingShown(
    string Programme, string Name, string PotFund, string PotSource, DateOnly First, DateOnly Last, Exhaustion Exhaustion, ProgrammeStatus Status, DateOnly? ClosedOn, EntryId OpeningEntry, Money Pot, long Gifts, Money Matched,
    Money Returned, Money Waived, Money Owed, Money Left, Money? Estimated)
{
    internal static MatchingShown Of(ProgrammeSummary one) => new(
        one.Code, one.Name, one.PotFund.Code, one.PotSource.Code, one.First, one.Last, one.Exhaustion, one.Status, one.ClosedOn, one.OpeningEntry, one.Pot, one.Gifts, one.Matched, one.Returned, one.Waived, one.Owed, one.Left, one.Estimated);
}

public sealed record MatchingInFull(MatchingShown Listed, IReadOnlyList<MatchingRuleShown> Rules, IReadOnlyList<FundMatchShown> ByFund);

/// <param name="From">The first day of gifts it holds for.</param>
public sealed record MatchingRuleShown(int Version, DateOnly From, Bilingual Says);

/// <param name="IsEstimate">They would get this if the programme closed today.</param>
public sealed record FundMatchShown(string Fund, long Gifts, Money Amount, bool IsEstimate);

/// <param name="Entry">That moved it; null when nothing was earned or it is an estimate.</param>
/// <param name="Reason">Why it earned nothing; none when it did.</param>
/// <param name="Counted">Of the gift, by the rule; null where it did not count at all.</param>
/// <param name="Entitled">By the ratio alone.</param>
/// <param name="Limit">What kept it below that.</param>
public sealed record GiftMatchShown(
    EntryId Gift, string Programme, string Fund, DateOnly GiftOn, int RuleVersion, NoMatch Reason, Money Matched, Money? Counted, Money? Entitled, MatchLimit? Limit, EntryId? Entry, Money Returned, Money Waived, Money Owed,
    bool IsEstimate)
{
    internal static GiftMatchShown Of(GiftMatch match) => new(
        match.Gift, match.Programme, match.Fund.Code, match.GiftOn, match.RuleVersion, match.Reason, match.Matched, match.Explanation?.Counted, match.Explanation?.Entitled, match.Explanation?.Limit, match.Entry, match.Returned,
        match.Waived, match.Owed, match.IsEstimate);
}

/// <param name="PotSource">Code of the one source that the pot is taken from.</param>
/// <param name="Funds">Whose gifts are matched; or below names the fund under which they stand.</param>
/// <param name="Sources">Codes of the gifts' sources; empty for all.</param>
/// <param name="Unnamed">Those who left no name.</param>
/// <param name="Minimum">Smaller gifts do not count.</param>
/// <param name="SeparateAccounts">The funds bank apart: a match is owed until it is settled as a transfer.</param>
/// <param name="Priority">The lowest is asked first.</param>
public sealed record NewProgramme(
    string Code, string Name, string PotFund, string PotSource, Money Pot, DateOnly First, DateOnly Last, IReadOnlyList<NewTier> Tiers, IReadOnlyList<string>? Funds = null, string? Below = null, IReadOnlyList<string>? Sources = null,
    bool Persons = true, bool Organisations = true, bool Unnamed = true, TierBasis Basis = TierBasis.Gift, Exhaustion Exhaustion = Exhaustion.FirstCome, Money? Minimum = null, Money? GiftCap = null, Money? DonorCap = null,
    Money? FundCap = null, Money? DayCap = null, Money? ProgrammeCap = null, IReadOnlyList<GiftChannel>? Channels = null, SpentMatch SpentMatch = SpentMatch.Waive, bool SeparateAccounts = false, int Priority = 0);

/// <param name="Match">So much for each <paramref name="Gift"/>.</param>
/// <param name="UpTo">The end of the bracket, included.</param>
public sealed record NewTier(int Match, int Gift, Money? UpTo = null);

/// <param name="On">Its last day; today unless said.</param>
public sealed record ProgrammeEndWanted(DateOnly? On = null);

/// <param name="From">The first day of gifts it holds for; today unless said.</param>
/// <param name="Minimum">Smaller gifts do not count.</param>
public sealed record RuleWanted(
    IReadOnlyList<NewTier> Tiers, DateOnly? From = null, TierBasis Basis = TierBasis.Gift, Money? Minimum = null, Money? GiftCap = null, Money? DonorCap = null, Money? FundCap = null, Money? DayCap = null, Money? ProgrammeCap = null);

/// <param name="Name">Masked.</param>
/// <param name="To">Null while it lasts.</param>
public sealed record RelatedPartyShown(long Relation, string Entity, long Donor, string Name, string Says, DateOnly From, DateOnly? To)
{
    internal static RelatedPartyShown Of(RelatedParty one) => new(one.Relation, one.Entity, one.DonorId, one.Donor, one.Text, one.From, one.To);
}

/// <param name="Donor">The name they give under. Kept erasable.</param>
/// <param name="Relation">What they are, such as a supplier.</param>
/// <param name="Entity">The only one unless named.</param>
public sealed record RelatedPartyWanted(string Donor, string Relation, DateOnly From, DateOnly? To = null, string? Entity = null);

public sealed record RelationKept(long Relation);

/// <param name="On">The last day; today unless said.</param>
public sealed record RelationEndWanted(DateOnly? On = null);

using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.SpaceReturns;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>What a space gives back of its revenue, and its rooms given for service: read by the fund and by who runs the space, recorded by the fund.</summary>
internal static class SpaceReturnsApi
{
    private const string Part = "space-returns";
    private static readonly Permission[] Readers = [Permission.ReadLedger, Permission.ReadOrganisation];
    private static readonly ApiParameter Code = ApiParameter.Path("space", new("空间代码", "code of the space"), "S-T1");
    private static readonly ApiParameter Period = ApiParameter.Path("period", new("哪一期，如 2026Q1 或 2026", "which period, such as 2026Q1 or 2026"), "2026Q1");
    private static readonly ApiParameter No = ApiParameter.Path("no", new("场地使用编号", "number of the use"), "1", ApiParameterForm.Number);

    internal static void MapSpaceReturns(this ApiRoutes api)
    {
        api.Read<Page<ReturnRuleShown>>("/spaces/{space}/return-rules", new("listReturnRules", Part, new("列出收益反哺规则", "List the rules of revenue returns"), "By version.", [Code, .. ApiParameter.Paging]), RulesAsync, Readers);
        api.Write<ReturnRuleTerms, ReturnRuleMade>("/spaces/{space}/return-rules", new("setReturnRule", Part, new("约定收益反哺", "Agree what a space gives back"), "For periods that were not charged yet. Each tier's share is taken of what lies above its floor.", [Code])
        {
            Example = """{"from":"2026-07-01","basis":"quarter","tiers":[{"above":{"amount":"500.00","currency":"CNY"},"share":"10"}],"dueDays":30,"reason":"运营协议第八条"}""",
        }, RuleAsync, Permission.RecordMoney);
        api.Read<Page<RevenueReturnShown>>("/spaces/{space}/returns", new("listRevenueReturns", Part, new("列出应反哺的收益", "List what a space owes of its revenue"), "By period.", [Code, .. ApiParameter.Paging]), ReturnsAsync, Readers);
        api.Write<ReturnReceived, ReturnSettledShown>("/spaces/{space}/returns/{period}/receipts", new("receiveRevenueReturn", Part, new("登记反哺到账", "Record that a return came"), "All of it or a part.", [Code, Period]) { Example = """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-15"}""" },
            (call, asked) => OfFundAsync(call, by => new ReceiveRevenueReturn(call.Noting).RunAsync(by, Settling(call, asked), call.Stop), done => new ReturnSettledShown(done.Entry, done.Left), done => EntriesApi.PathOf(done.Entry)), Permission.RecordMoney);
        api.Write<ReturnReceived, ProposedShown>("/spaces/{space}/returns/{period}/write-offs", new("proposeReturnWriteOff", Part, new("提出核销反哺", "Propose to write a return off"), "What will not come.", [Code, Period]) { Example = """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-15"}""" },
            (call, asked) => call.ProposeAsync(WriteOffReturn.Kind, Settling(call, asked), Touches(call, Permission.Propose)), Permission.Propose);
        api.Read<Page<RoomGivenShown>>("/spaces/{space}/services", new("listRoomsGiven", Part, new("列出场地换服务", "List rooms given for service"), "By number, with what was delivered for each.", [Code, .. ApiParameter.Paging]), ServicesAsync, Readers);
        api.Write<RoomGiven, RoomGivenMade>("/spaces/{space}/services", new("giveRoom", Part, new("登记场地使用", "Record that rooms were given for service"), "Hours have at most two places. Service worth the hours of the room is owed until dueOn.", [Code])
        {
            Example = """{"organisation":"ORG","on":"2026-04-10","hours":"2.5","rate":{"amount":"100.00","currency":"CNY"},"serviceRate":{"amount":"50.00","currency":"CNY"},"dueOn":"2026-06-30","what":"亲子阅读"}""",
        }, GiveAsync, Permission.RecordMoney);
        api.Write<ServiceGiven, ServiceSettledShown>("/spaces/{space}/services/{no:int}/deliveries", new("deliverService", Part, new("登记已交付的服务", "Record service that was delivered"), "It settles its hours at the agreed rate, at most what is owed. The file that shows it was sent to files.", [Code, No])
        {
            Example = $$"""{"hours":"1","on":"2026-04-15","what":"亲子阅读一场","evidence":"{{FilesApi.ExampleSha256}}"}""",
        }, DeliverAsync, Permission.RecordMoney);
        api.Write<ServiceWriteOff, ProposedShown>("/spaces/{space}/services/{no:int}/write-offs", new("proposeServiceWriteOff", Part, new("提出核销应换的服务", "Propose to write service off"), "What will not be delivered.", [Code, No])
        {
            Example = """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-15","reason":"机构已解散"}""",
        }, (call, asked) => call.ProposeAsync(WriteOffService.Kind, new ServiceWritingOff(call.Route("space"), (int)call.Number("no"), asked.Amount, asked.On, asked.Reason), Touches(call, Permission.Propose)), Permission.Propose);
    }

    private static Task<IResult> RulesAsync(ApiCall call) => OfSpaceAsync(call, async (reader, _, space, _) => call.PageOf(
        (await SpaceReturnReading.RulesAsync(reader, space)).OrderBy(rule => rule.Version).Select(rule => ReturnRuleShown.Of(rule, space.Fund.Currency)), one => FormattableString.Invariant($"{one.Version:D9}")));

    private static Task<IResult> ReturnsAsync(ApiCall call) => OfSpaceAsync(call, async (reader, books, space, readsFund) => call.PageOf(
        (await SpaceReturnReading.ReturnsAsync(reader, books, space)).OrderBy(one => one.Period.First).Select(one => RevenueReturnShown.Of(one, readsFund, call.Today)), one => $"{one.First.ToIso()}/{one.Last.ToIso()}"));

    private static Task<IResult> ServicesAsync(ApiCall call) => OfSpaceAsync(call, async (reader, books, space, readsFund) => call.PageOf(
        (await SpaceReturnReading.ServicesAsync(reader, books, space)).OrderBy(one => one.No).Select(one => RoomGivenShown.Of(one, readsFund, call.Today)), one => FormattableString.Invariant($"{one.No:D9}")));

    private static Task<IResult> RuleAsync(ApiCall call, ReturnRuleTerms asked) => SpacesApi.OnSpaceAsync(
        call, (by, space) => asked.Tiers.FirstOrDefault(tier => tier.Above.Currency != space.Fund.Currency) is { } other
            ? Task.FromResult<Outcome<ReturnRuleSet>>(Refusal.Of("currency", "tiers", $"基金以 {space.Fund.Currency} 计，起点是 {other.Above.Currency}。", $"The fund is in {space.Fund.Currency}; a floor is in {other.Above.Currency}."))
            : new SetReturnRule(call.Noting).RunAsync(by, new ReturnRuleWanted(space.Code, asked.From, asked.Basis, [.. asked.Tiers.Select(tier => new ReturnTier(tier.Above.MinorUnits, tier.Share))], asked.DueDays, asked.Reason), call.Stop),
        done => new ReturnRuleMade(done.Space, done.Version), done => $"{SpacesApi.PathOf(done.Space)}/return-rules");

    private static Task<IResult> GiveAsync(ApiCall call, RoomGiven asked) => TypedLists.Hours(asked.Hours, "hours").IsDone(out var hours, out var refusal)
        ? OfFundAsync(call, by => new GiveSpace(call.Noting).RunAsync(by, new SpaceGiven(call.Route("space"), asked.Organisation, asked.On, hours.Value, asked.Rate, asked.ServiceRate, asked.DueOn, asked.What), call.Stop),
            done => new RoomGivenMade(done.Space, done.No, done.Value, done.Entry), done => $"{SpacesApi.PathOf(done.Space)}/services")
        : Task.FromResult(ApiCall.Unread(refusal));

    private static Task<IResult> DeliverAsync(ApiCall call, ServiceGiven asked) => TypedLists.Hours(asked.Hours, "hours").IsDone(out var hours, out var refusal)
        ? OfFundAsync(call, async by => (await FilesApi.SentAsync(call, asked.Evidence, "evidence")).IsDone(out var file, out var unsent)
                ? await new GiveSpace(call.Noting).SettleAsync(by, new ServiceDelivered(call.Route("space"), (int)call.Number("no"), hours.Value, asked.On, asked.What, file), call.Stop) : unsent,
            done => new ServiceSettledShown(done.Entry, done.Value, done.Left), done => EntriesApi.PathOf(done.Entry))
        : Task.FromResult(ApiCall.Unread(refusal));

    private static ReturnSettling Settling(ApiCall call, ReturnReceived asked) => new(call.Route("space"), call.Route("period"), asked.Amount, asked.On, asked.Reference);

    /// <param name="answer">Asked with whether the caller reads the books of its fund.</param>
    private static Task<IResult> OfSpaceAsync(ApiCall call, Func<LedgerReader, Books, Space, bool, Task<IResult>> answer) => call.ReadAsync(async (reader, books) =>
    {
        if (await SpaceReading.FindAsync(reader, books, call.Route("space")) is not { } space) return ApiCall.NotThere();
        var readsFund = call.May(Permission.ReadLedger, books.TargetOf(space.Fund));
        var runsIt = (await SpaceReading.OperatorsAsync(reader, space)).Any(term => call.May(Permission.ReadOrganisation, new Target(Organisation: term.Operator.Organisation)));
        return readsFund || runsIt ? await answer(reader, books, space, readsFund) : ApiCall.NotThere();
    });

    private static Task<IResult> OfFundAsync<T, TAnswer>(ApiCall call, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string> location) where TAnswer : class =>
        SpacesApi.OnSpaceAsync(call, (by, _) => operation(by), answer, location);

    private static Func<LedgerReader, Books, Task<bool?>> Touches(ApiCall call, Permission what) => async (reader, books) =>
        await SpaceReading.FindAsync(reader, books, call.Route("space")) is { } space ? call.May(what, books.TargetOf(space.Fund)) : null;
}

/// <param name="From">The first day of the first period it counts for.</param>
/// <param name="Tiers">Empty: nothing is given back.</param>
public sealed record ReturnRuleShown(int Version, DateOnly From, ReturnBasis Basis, IReadOnlyList<ReturnTierShown> Tiers, int DueDays, string Reason)
{
    internal static ReturnRuleShown Of(ReturnRule one, Currency currency) => new(one.Version, one.From, one.Basis, [.. one.Tiers.Select(tier => new ReturnTierShown(new Money(tier.Above, currency), tier.Share))], one.DueDays, one.Reason);
}

/// <param name="Above">The revenue from which on it counts.</param>
public sealed record ReturnTierShown(Money Above, BasisPoints Share);

/// <param name="From">The first day of a quarter, or of a year.</param>
/// <param name="Tiers">By their floors; empty for nothing.</param>
/// <param name="DueDays">From the day it is charged.</param>
public sealed record ReturnRuleTerms(DateOnly From, ReturnBasis Basis, IReadOnlyList<ReturnTierShown> Tiers, int DueDays, string Reason);

public sealed record ReturnRuleMade(string Space, int Version);

/// <param name="Due">By the results as they stand.</param>
/// <param name="Charged">Posted in all.</param>
/// <param name="Open">What has neither come nor been written off.</param>
/// <param name="Entries">That charged it; to who reads the fund.</param>
public sealed record RevenueReturnShown(string Period, DateOnly First, DateOnly Last, Money Revenue, Money Due, Money Charged, Money Open, Money Overdue, DateOnly DueOn, IReadOnlyList<EntryId> Entries)
{
    internal static RevenueReturnShown Of(RevenueReturn one, bool readsFund, DateOnly today) => new(
        one.Period.Name, one.Period.First, one.Period.Last, one.Revenue, one.Due, one.Charged, one.Open, one.OverdueOn(today), one.DueOn, [.. (readsFund ? one.Charges : []).Select(charge => charge.Entry).OfType<EntryId>()]);
}

public sealed record ReturnReceived(Money Amount, DateOnly On, string? Reference = null);

/// <param name="Left">What is still open.</param>
public sealed record ReturnSettledShown(EntryId Entry, Money Left);

/// <param name="Hours">With at most two places, as a string.</param>
/// <param name="Rate">Of an hour of the room.</param>
/// <param name="ServiceRate">Of an hour of service.</param>
/// <param name="Open">What is neither delivered nor written off.</param>
/// <param name="Entry">To who reads the fund.</param>
public sealed record RoomGivenShown(
    int No, string Organisation, DateOnly On, string Hours, Money Rate, Money ServiceRate, Money Value, DateOnly DueOn, int OverdueDays, string What, Money Open, EntryId? Entry, IReadOnlyList<ServiceMoveShown> Moves)
{
    internal static RoomGivenShown Of(SpaceService one, bool readsFund, DateOnly today) => new(
        one.No, one.Organisation, one.GivenOn, $"{one.Hours}", one.Rate, one.ServiceRate, one.Value, one.DueOn, one.OverdueDaysOn(today), one.What, one.Open, readsFund ? one.Entry : null,
        [.. one.Moves.Select(move => new ServiceMoveShown(move.Kind, $"{move.Hours}", move.Value, move.Day, move.What, readsFund ? move.Evidence : null, readsFund ? move.Entry : null))]);
}

/// <param name="Evidence">SHA-256 of its file; to who reads the fund, as the entry.</param>
public sealed record ServiceMoveShown(ServiceMoveKind Kind, string Hours, Money Value, DateOnly On, string What, string? Evidence, EntryId? Entry);

/// <param name="Organisation">Code of who used the rooms.</param>
/// <param name="Hours">Such as "2.5".</param>
/// <param name="What">What for; names nobody.</param>
public sealed record RoomGiven(string Organisation, DateOnly On, string Hours, Money Rate, Money ServiceRate, DateOnly DueOn, string What);

/// <param name="Value">Owed in service.</param>
public sealed record RoomGivenMade(string Space, int No, Money Value, EntryId Entry);

/// <param name="Hours">Such as "2.5".</param>
/// <param name="What">What was done; names nobody.</param>
/// <param name="Evidence">SHA-256 of its file.</param>
public sealed record ServiceGiven(string Hours, DateOnly On, string What, string Evidence);

/// <param name="Value">What of it is settled by this.</param>
/// <param name="Left">What is still owed.</param>
public sealed record ServiceSettledShown(EntryId Entry, Money Value, Money Left);

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record ServiceWriteOff(Money Amount, DateOnly On, string Reason);

using FundLedger.Budgets;
using FundLedger.Disclosure;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>What is done with a whole fund: created, shown to everybody or not, closed and opened again; and its yearly budgets.</summary>
internal static class FundActsApi
{
    private const string Part = "funds";
    private static readonly ApiParameter Code = ApiParameter.Path("code", new("基金代码", "code of the fund"), "F2");

    internal static void MapFundActs(this ApiRoutes api)
    {
        api.Write<FundWanted, FundMade>("/funds", new("createFund", Part, new("建立基金", "Create a fund"), "Its code is for good.", []) { Example = """{"code":"API-F","name":"接口基金","kind":"community-fund","currency":"CNY","parent":"F1"}""" },
            CreateAsync, Permission.ManageFunds);
        api.Read<FundPublicityShown>("/funds/{code}/publicity", new("getFundPublicity", Part, new("基金是否公开展示", "Whether a fund is shown to everybody"), "And what was decided of it, the last first.", [Code]) { IsTagged = true }, PublicityAsync, Permission.RecordMoney);
        api.Write<PublicityWanted, FundPublicityChanged>("/funds/{code}/publicity", new("setFundPublicity", Part, new("公开或不公开展示基金", "Show a fund to everybody, or not"), "With its projects, spaces and needs. What was published as a disclosure stays published.", [Code]) { Example = """{"isShown":false,"reason":"捐赠人不愿公开"}""" },
            (call, asked) => OnFundAsync(call, Permission.RecordMoney, by => new ShowFund(call.Noting).RunAsync(by, new FundPublicity(call.Route("code"), asked.IsShown, asked.Reason), call.Stop), done => new FundPublicityChanged(done.Fund, done.IsShown), "/publicity"), Permission.RecordMoney);
        api.Read<FundClosingShown>("/funds/{code}/closing", new("getFundClosing", Part, new("基金能否终止", "Whether a fund can be closed"), "What stands in the way, and the money left by source.", [Code]) { IsTagged = true }, ClosingAsync, Permission.ManageFunds);
        api.Write<ClosingWanted, ProposedShown>("/funds/{code}/closing", new("proposeFundClosing", Part, new("提出终止基金", "Propose to close a fund"), "What is left goes to another fund, or back to its giver where it is public money.", [Code])
        {
            Example = """{"on":"2026-04-15","document":"理字3号","reason":"任务完成","residuals":[{"source":"donation","to":"F1"}]}""",
        }, (call, asked) => call.ProposeAsync(CloseFund.Kind, new FundClosing(call.Route("code"), asked.On, asked.Document, asked.Reason, [.. (asked.Residuals ?? []).Select(one => new ResidualGoes(one.Source, one.To))]), Touches(call)), Permission.ManageFunds);
        api.Write<ReopeningWanted, ProposedShown>("/funds/{code}/reopening", new("proposeFundReopening", Part, new("提出恢复基金", "Propose to open a closed fund again"), "Its money stays where it went.", [Code]) { Example = """{"reason":"又有捐款"}""" },
            (call, asked) => call.ProposeAsync(ReopenFund.Kind, new FundReopening(call.Route("code"), asked.Reason), Touches(call)), Permission.ManageFunds);
        api.Read<Page<BudgetShown>>("/budgets", new("listBudgets", "budgets", new("列出年度预算", "List yearly budgets"), "As they stand, of the funds you read; the last year first.", ApiParameter.Paging), BudgetsAsync, Permission.ReadLedger);
        api.Write<BudgetWanted, ProposedShown>("/budgets", new("proposeBudget", "budgets", new("提出年度预算", "Propose a yearly budget"), "Or another version of the one there is, whole.", [])
        {
            Example = """{"fund":"F1","year":2026,"amount":{"amount":"1000.00","currency":"CNY"},"document":"理字1号","envelopes":[{"code":"QD","category":"初创","amount":{"amount":"600.00","currency":"CNY"}}]}""",
        }, (call, asked) => call.ProposeAsync(SetBudget.Kind, new NewBudget(asked.Fund, asked.Year, asked.Amount, asked.Document, [.. asked.Envelopes.Select(one => new Envelope(one.Code, one.Category, one.ForFund, one.Amount))]),
            (_, books) => Task.FromResult<bool?>(call.May(Permission.Propose, ApiCall.Of(books, asked.Fund)))), Permission.Propose);
    }

    private static Func<LedgerReader, Books, Task<bool?>> Touches(ApiCall call) => (_, books) => Task.FromResult<bool?>(books.FindFund(call.Route("code")) is { } fund ? call.May(Permission.ManageFunds, books.TargetOf(fund)) : null);

    /// <summary>Below a fund of theirs, or anywhere for who manages all.</summary>
    private static Task<IResult> CreateAsync(ApiCall call, FundWanted asked) => call.WriteAsync(
        Permission.ManageFunds, (_, books) => Task.FromResult<bool?>(asked.Parent is { } parent ? call.May(Permission.ManageFunds, ApiCall.Of(books, parent)) : call.MayEverywhere(Permission.ManageFunds)),
        by => new CreateFund(call.Noting).RunAsync(by, new NewFund(asked.Code, asked.Name, asked.Kind, asked.Currency, asked.Parent, asked.Entity), call.Stop), done => new FundMade(done.Code, done.Entity), done => PathOf(done.Code));

    private static Task<IResult> PublicityAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (books.FindFund(call.Route("code")) is not { } fund || !call.May(Permission.RecordMoney, books.TargetOf(fund))) return ApiCall.NotThere();
        var shown = await PublicFunds.LoadAsync(reader);
        return ApiCall.One(new FundPublicityShown(fund.Code, shown.Shows(fund), [.. shown.DecisionsAbout(fund).Reverse().Select(one => new PublicityDecision(one.IsShown, one.Reason, Moments.ToIso(one.RecordedAt)))]));
    });

    private static Task<IResult> ClosingAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        if (books.FindFund(call.Route("code")) is not { } fund || !call.May(Permission.ManageFunds, books.TargetOf(fund))) return ApiCall.NotThere();
        var state = await ClosingState.OfAsync(reader, books, fund);
        return ApiCall.One(new FundClosingShown(
            fund.Code, fund.Status, [.. state.InTheWay.Select(refusal => new OpenQuestion(refusal.Code, refusal.Field, refusal.Message))], [.. state.Residuals.Select(residual => new ResidualShown(residual.Source.Code, residual.Amount))], state.LastDay));
    });

    private static Task<IResult> BudgetsAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await Budgets.Budgets.ListAsync(reader, books)).Where(budget => call.May(Permission.ReadLedger, books.TargetOf(budget.Fund))).Select(BudgetShown.Of).OrderBy(KeyOf, StringComparer.Ordinal), KeyOf));

    private static string KeyOf(BudgetShown budget) => FormattableString.Invariant($"{9999 - budget.Year:D4}/{budget.Fund}");

    private static Task<IResult> OnFundAsync<T, TAnswer>(ApiCall call, Permission what, Func<Asked, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, string part) where TAnswer : class => call.WriteAsync(
        what, (_, books) => Task.FromResult<bool?>(books.FindFund(call.Route("code")) is { } fund ? call.May(what, books.TargetOf(fund)) : null), operation, answer, _ => PathOf(call.Route("code")) + part);

    private static string PathOf(string code) => $"{ApiRoutes.Root}/funds/{Uri.EscapeDataString(code)}";
}

/// <param name="Code">Short, and for good.</param>
/// <param name="Parent">The fund that it reports to.</param>
/// <param name="Entity">The only one unless named.</param>
public sealed record FundWanted(string Code, string Name, FundKind Kind, Currency Currency, string? Parent = null, string? Entity = null);

public sealed record FundMade(string Fund, string Entity);

/// <param name="Decisions">None where it is shown since nobody said otherwise.</param>
public sealed record FundPublicityShown(string Fund, bool IsShown, IReadOnlyList<PublicityDecision> Decisions);

public sealed record PublicityDecision(bool IsShown, string Reason, string At);

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record PublicityWanted(bool IsShown, string Reason);

public sealed record FundPublicityChanged(string Fund, bool IsShown);

/// <param name="InTheWay">To be settled first; none when it may be closed.</param>
/// <param name="Residuals">Money left.</param>
/// <param name="LastDay">Of anything in it: it closes on that day or later.</param>
public sealed record FundClosingShown(string Fund, FundStatus Status, IReadOnlyList<OpenQuestion> InTheWay, IReadOnlyList<ResidualShown> Residuals, DateOnly? LastDay);

public sealed record ResidualShown(string Source, Money Amount);

/// <param name="Document">Number of the decision.</param>
/// <param name="Reason">Kept for good, so it names nobody.</param>
/// <param name="Residuals">One for each source that has money left.</param>
public sealed record ClosingWanted(DateOnly On, string Document, string Reason, IReadOnlyList<ResidualWanted>? Residuals = null);

/// <param name="To">Fund that gets it; without one, public money goes back to its giver.</param>
public sealed record ResidualWanted(string Source, string? To = null);

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record ReopeningWanted(string Reason);

/// <param name="Left">Of the budget: neither committed nor paid.</param>
/// <param name="Unassigned">Of the budget: in no envelope.</param>
public sealed record BudgetShown(string Fund, int Year, long Version, string Document, Money Amount, Money Committed, Money Paid, Money Left, Money Unassigned, IReadOnlyList<EnvelopeShown> Envelopes)
{
    internal static BudgetShown Of(Budget one) => new(
        one.Fund.Code, one.Year, one.Version, one.Document, one.Amount, one.Committed, one.Paid, one.Left, one.Unassigned,
        [.. one.Lines.Select(line => new EnvelopeShown(line.Envelope.Code, line.Envelope.Category, line.Envelope.ForFund, line.Envelope.Amount, line.Committed, line.Paid, line.Left))]);
}

public sealed record EnvelopeShown(string Code, string Category, string? ForFund, Money Amount, Money Committed, Money Paid, Money Left);

/// <param name="Document">Number of the decision it comes from.</param>
/// <param name="Envelopes">Together at most the amount.</param>
public sealed record BudgetWanted(string Fund, int Year, Money Amount, string Document, IReadOnlyList<EnvelopeWanted> Envelopes);

/// <param name="ForFund">Of the community it is for; any unless named.</param>
public sealed record EnvelopeWanted(string Code, string Category, Money Amount, string? ForFund = null);

using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Api;

/// <summary>Funds: what they have as of a day and as it was known, what they may still promise, line by line what came and went; frozen and let go.</summary>
internal static class FundsApi
{
    private const string Part = "funds";
    private static readonly ApiParameter Code = ApiParameter.Path("code", new("基金代码", "code of the fund"), "F1");
    private static readonly ApiParameter AsOf = new("asOf", new("截至哪一天日终，不写为今天", "at the end of which day; today unless said"), "2026-04-15", ApiParameterForm.Day);

    internal static void MapFunds(this ApiRoutes api)
    {
        api.Read<Page<FundShown>>("/funds", new("listFunds", Part, new("列出基金", "List the funds"), "Those that you may read, by code.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.Read<FundShown>("/funds/{code}", new("getFund", Part, new("一个基金", "One fund"), "Its ETag is what a change of it is sent with.", [Code]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
        api.Read<FundBalancesShown>("/funds/{code}/balances", new("getFundBalances", Part, new("基金余额，按来源", "Balances of a fund, by source"),
            "What the fund has at the end of a day, of everything recorded or as it was known at a moment. An answer that names its knownAt stays the answer for that moment.", [Code, AsOf, ApiParameter.KnownAt]) { IsTagged = true },
            BalancesAsync, Permission.ReadLedger);
        api.Read<Page<PositionShown>>("/funds/{code}/positions", new("listFundPositions", Part, new("可用额度，按来源", "What may still be promised, by source"), "The rows that decisions are checked against: available is never below minus shortfall.", [Code, .. ApiParameter.Paging]),
            PositionsAsync, Permission.ReadLedger);
        api.Read<Page<StatementLineShown>>("/funds/{code}/statement", new("listFundStatementLines", Part, new("收支明细", "Lines of the fund's statement"),
            "Every movement of its cash over some days, each with the balance after it. The pages of one list are all as known at the moment of the first.",
            [Code, ApiParameter.From with { IsRequired = true }, ApiParameter.To with { IsRequired = true }, ApiParameter.KnownAt, .. ApiParameter.Paging]), StatementAsync, Permission.ReadLedger);
        api.Change<FundChange, FundStatusShown>("/funds/{code}", new("changeFund", Part, new("冻结或解冻基金", "Freeze a fund, or let it go"),
            "From a frozen fund nothing is spent, promised or moved. If-Match carries the ETag of the fund as you read it; why is kept for good, so it names nobody.", [Code]) { Example = """{"status":"frozen","reason":"账目核对中"}""" },
            ChangeAsync, Permission.ManageFunds);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync((_, books) => Task.FromResult(
        call.PageOf(call.Who.FundsWithin(Permission.ReadLedger, books, call.Today).Select(fund => FundShown.Of(fund, books)), fund => fund.Code)));

    private static Task<IResult> OneAsync(ApiCall call) => OfFundAsync(call, (_, books, fund) => Task.FromResult(ApiCall.One(FundShown.Of(fund, books))));

    private static Task<IResult> BalancesAsync(ApiCall call)
    {
        var (asOf, known) = (call.Day("asOf") ?? call.Today, call.Moment("knownAt"));
        return call.Wrong is { } wrong ? Task.FromResult<IResult>(wrong) : OfFundAsync(call, async (reader, _, fund) =>
            (await FundReports.BalancesAsync(reader, fund.Code, asOf, known)).IsDone(out var balances, out var refusal) ? ApiCall.One(FundBalancesShown.Of(balances)) : call.Refused(refusal));
    }

    private static Task<IResult> PositionsAsync(ApiCall call) => OfFundAsync(call, async (reader, books, fund) => call.PageOf(
        (await Positions.ListAsync(reader, fund)).Select(position => PositionShown.Of(position, books)).OrderBy(position => position.Source, StringComparer.Ordinal), position => position.Source));

    /// <summary>The place where a page begins is a moment and a count: of what was known then, nothing is added or moved.</summary>
    private static Task<IResult> StatementAsync(ApiCall call)
    {
        var (from, to, known, limit, after) = (call.Day("from"), call.Day("to"), call.Moment("knownAt"), call.Limit(), call.After());
        if (call.Wrong is { } wrong) return Task.FromResult<IResult>(wrong);
        if (from is not { } first || to is not { } last) return Task.FromResult(Bad(Refusal.Of("date-missing", from is null ? "from" : "to", "请写起止日期，如 2026-01-31。", "Name the first day and the last, such as 2026-01-31.")));
        if (last < first) return Task.FromResult(Bad(Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first.")));
        var skip = 0;
        if (after is not null)
        {
            if (after.Split('/') is not [var moment, var count] || !long.TryParse(moment, out var asKnown) || !int.TryParse(count, out skip)) return Task.FromResult(ApiCall.NotThere());
            known = asKnown;
        }

        return OfFundAsync(call, async (reader, _, fund) =>
        {
            if (!(await FundReports.StatementAsync(reader, fund.Code, new DateSpan(first, last), known)).IsDone(out var statement, out var refusal)) return call.Refused(refusal);
            var lines = statement.Lines.Skip(skip).Take(limit).Select(StatementLineShown.Of).ToList();
            return call.Page(lines, skip + lines.Count < statement.LineCount ? $"{Moments.ToMicroseconds(statement.Head.KnownAt)}/{skip + lines.Count}" : null);
        });
    }

    private static async Task<IResult> ChangeAsync(ApiCall call, FundChange change)
    {
        var (code, tag, isDone) = (call.Route("code"), "", false);
        var isTheirs = await call.ReadAsync(async (reader, books) =>
        {
            if (books.FindFund(code) is not { } fund || !call.May(Permission.ManageFunds, books.TargetOf(fund))) return false;
            (tag, isDone) = (ApiAnswer.TagOf(FundShown.Of(fund, books)), await KeysUsed.IsUsedAsync(reader, call.Asked.Key));
            return true;
        });
        if (!isTheirs) return ApiCall.NotThere();
        // What was done under this key is answered again, though the fund has moved since: by it.
        if (!isDone && !ApiAnswer.Names(call.Request.Headers.IfMatch, tag)) return new ApiProblem(ProblemCode.Stale, "If-Match");
        var asked = new FundFreeze(code, change.Reason);
        return await call.WriteAsync(
            Permission.ManageFunds, (_, _) => Task.FromResult<bool?>(true), by => change.Status == FundSwitch.Frozen ? new FreezeFund(call.Noting).RunAsync(by, asked, call.Stop) : new UnfreezeFund(call.Noting).RunAsync(by, asked, call.Stop),
            done => new FundStatusShown(done.Fund, done.Status), done => PathOf(done.Fund), StatusCodes.Status200OK);
    }

    private static Task<IResult> OfFundAsync(ApiCall call, Func<LedgerReader, Books, Fund, Task<IResult>> answer) => call.ReadAsync((reader, books) =>
        books.FindFund(call.Route("code")) is { } fund && call.May(Permission.ReadLedger, books.TargetOf(fund)) ? answer(reader, books, fund) : Task.FromResult(ApiCall.NotThere()));

    private static IResult Bad(Refusal refusal) => new ApiProblem([refusal], StatusCodes.Status400BadRequest);

    private static string PathOf(string code) => $"{ApiRoutes.Root}/funds/{Uri.EscapeDataString(code)}";
}

/// <summary>A fund as it is told.</summary>
/// <param name="Parent">The fund that it reports to.</param>
public sealed record FundShown(string Code, string Name, FundKind Kind, Currency Currency, string Entity, string? Parent, FundStatus Status)
{
    internal static FundShown Of(Fund fund, Books books) =>
        new(fund.Code, fund.Name, fund.Kind, fund.Currency, books.Entity(fund.EntityId).Code, fund.ParentId is { } parent ? books.Fund(parent).Code : null, fund.Status);
}

/// <summary>What to change of a fund.</summary>
/// <param name="Reason">Why; kept for good, so it names nobody.</param>
public sealed record FundChange(FundSwitch Status, string Reason);

public enum FundSwitch
{
    Open,
    Frozen,
}

public sealed record FundStatusShown(string Fund, FundStatus Status);

/// <param name="KnownAt">Nothing recorded later counts.</param>
public sealed record FundBalancesShown(string Fund, DateOnly AsOf, string KnownAt, long LastEntry, IReadOnlyList<SourceBalanceShown> Sources, BalanceShown Total)
{
    internal static FundBalancesShown Of(FundBalances balances) => new(
        balances.Head.Fund!.Code, balances.AsOf, Moments.ToIso(Moments.ToMicroseconds(balances.Head.KnownAt)), balances.Head.LastEntry, [.. balances.Rows.Select(SourceBalanceShown.Of)],
        new(balances.Total.Cash, balances.Total.Receivable, balances.Total.Owed, balances.Total.NetAssets, balances.Total.Committed, balances.Total.Memo, balances.Total.Available));
}

/// <param name="Available">Cash, less what is owed and what is committed.</param>
public sealed record BalanceShown(Money Cash, Money Receivable, Money Owed, Money NetAssets, Money Committed, Money Memo, Money Available);

/// <param name="Available">Cash, less what is owed and what is committed.</param>
public sealed record SourceBalanceShown(string Source, string Name, Money Cash, Money Receivable, Money Owed, Money NetAssets, Money Committed, Money Memo, Money Available)
{
    internal static SourceBalanceShown Of(SourceBalance row) => new(row.Code, row.Name, row.Cash, row.Receivable, row.Owed, row.NetAssets, row.Committed, row.Memo, row.Available);
}

public sealed record PositionShown(string Source, Money Available, Money Committed, Money Shortfall, Money Covered, Money Promisable)
{
    internal static PositionShown Of(Position position, Books books) => new(books.Source(position.SourceId).Code, position.Available, position.Committed, position.Shortfall, position.Covered, position.Promisable);
}

/// <param name="Description">Document number and masked name or text; may be empty.</param>
/// <param name="Against">Names of the accounts on the other side.</param>
public sealed record StatementLineShown(DateOnly On, long Entry, Bilingual Kind, string Description, string Source, Bilingual Against, Money In, Money Out, Money Balance)
{
    internal static StatementLineShown Of(StatementLine line) => new(line.OccurredOn, line.Entry, line.Kind, line.Description, line.Source, line.Against, line.In, line.Out, line.Balance);
}

using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports.Charts;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Charts;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Funds;

/// <summary>One fund: what it has, of which sources, in which layer, and how its cash went over the last year.</summary>
[Needs(Permission.ReadLedger)]
public sealed class FundModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int EntriesShown = 10;

    public override Part Where => Part.Funds;
    public override Bilingual Title => new($"基金 {Fund.Code}", $"Fund {Fund.Code}");

    public Fund Fund { get; private set; } = null!;

    public bool MayRecord => May(Permission.RecordMoney, new Target(Entity.Code, Fund.Code));
    public bool MayManage => May(Permission.ManageFunds, new Target(Entity.Code, Fund.Code));
    public bool HasBelow { get; private set; }

    /// <summary>It stands on the public pages.</summary>
    public bool IsShown { get; private set; }

    public IReadOnlyList<FundMove> Moves { get; private set; } = [];

    /// <summary>Cash by kind of source at the end of each of the last months; every kind that had any stands in each.</summary>
    internal IReadOnlyList<(PeriodMonth Month, IReadOnlyList<SourceShare> Shares)> SourcesByMonth { get; private set; } = [];

    internal IEnumerable<SourceKind> KindsOverTime => SourcesByMonth.Count == 0 ? [] : SourcesByMonth[0].Shares.Select(share => share.Kind);

    internal AmountScale ScaleOverTime => AmountScale.Covering(
        SourcesByMonth.SelectMany(month => new[] { Sum(month.Shares.Where(share => share.Amount.IsPositive)), Sum(month.Shares.Where(share => share.Amount.IsNegative)) }), Fund.Currency);

    public Fund? Parent { get; private set; }
    public Entity Entity { get; private set; } = null!;
    public FundBalances Balances { get; private set; } = null!;
    public IReadOnlyList<(Source Source, SourceBalance Balance)> Sources { get; private set; } = [];
    public IReadOnlyList<ListedEntry> LastEntries { get; private set; } = [];
    public DateSpan Span => new(Today.AddYears(-1).AddDays(1), Today);
    public Money CashBefore { get; private set; }
    public IReadOnlyList<DayBalance> CashByDay { get; private set; } = [];
    internal AmountScale Scale => AmountScale.Covering(CashByDay.Select(day => day.Balance), Fund.Currency);

    public async Task<IActionResult> OnGetAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (books.FindFund(code) is not { } fund || !May(Permission.ReadLedger, books.TargetOf(fund))) return;
            (Fund, Entity, Parent) = (fund, books.Entity(fund.EntityId), fund.ParentId is { } parent && May(Permission.ReadLedger, books.TargetOf(books.Fund(parent))) ? books.Fund(parent) : null);
            Balances = (await FundReports.BalancesAsync(reader, code, Today)).Expect();
            Sources = [.. Balances.Rows.Select(row => (books.FindSource(Entity, row.Code)!, row))];
            var year = (await FundReports.StatementAsync(reader, code, Span)).Expect();
            (CashBefore, CashByDay) = (year.Opening, year.CashByDay);
            IsShown = (await FundLedger.Disclosure.PublicFunds.LoadAsync(reader)).Shows(fund);
            HasBelow = books.Funds.Any(below => below.ParentId == fund.Id);
            Moves = await FundMoves.ListAsync(reader, fund);
            SourcesByMonth = await SourcesByMonthAsync(reader, books);
            LastEntries = (await EntryList.PageAsync(reader, books, new EntryFilter(fund), EntriesShown)).Entries;
        });
        return Fund is null ? NotFound() : Page();
    }

    private async Task<IReadOnlyList<(PeriodMonth, IReadOnlyList<SourceShare>)>> SourcesByMonthAsync(LedgerReader reader, Books books)
    {
        var months = await CashByMonth.OfAsync(reader, books, Fund, new DateSpan(Span.First.AddMonths(1), Span.Last));
        var kinds = months.SelectMany(month => month.Cash.Keys).Distinct().Order().ToList();
        return kinds.Count == 0 ? [] : [.. months.Select(month => (month.Month, (IReadOnlyList<SourceShare>)[.. kinds.Select(kind => new SourceShare(kind, month.Cash.GetValueOrDefault(kind, Money.Zero(Fund.Currency))))]))];
    }

    private Money Sum(IEnumerable<SourceShare> shares) => shares.Aggregate(Money.Zero(Fund.Currency), (sum, share) => sum + share.Amount);

    /// <summary>What a balance of today is made of.</summary>
    internal FigureBasis Basis(Measure measure, Source? source = null) => new(measure, Fund.Code, To: Today, LastEntry: Balances.Head.LastEntry) { Source = source?.Code };

    /// <summary>What the cash at the end of a day is made of; with a first day, what changed it from there on.</summary>
    internal FigureBasis Cash(DateOnly? first, DateOnly last) => new(Measure.Cash, Fund.Code, first, last, Balances.Head.LastEntry);

    /// <summary>What the cash was at the end of each month shown, and by how much it had changed.</summary>
    public IEnumerable<(PeriodMonth Month, Money Cash, Money Change)> Months()
    {
        var before = CashBefore;
        for (var month = PeriodMonth.Of(Span.First); month.CompareTo(PeriodMonth.Of(Span.Last)) <= 0; month = month.Next)
        {
            var cash = CashByDay.Where(day => day.Day <= month.LastDay).Select(day => (Money?)day.Balance).LastOrDefault() ?? before;
            yield return (month, cash, cash - before);
            before = cash;
        }
    }
}

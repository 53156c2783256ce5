using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports.Charts;
using FundLedger.Storage;
using FundLedger.Values;
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
            LastEntries = (await EntryList.PageAsync(reader, books, new EntryFilter(fund), EntriesShown)).Entries;
        });
        return Fund is null ? NotFound() : Page();
    }

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

using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports.Charts;
using FundLedger.Seals;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Charts;
using FundLedger.Web.Pages.Home;
using FundLedger.Web.Pages.Verification;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages;

/// <summary>Where everybody comes in: what waits for them and how their own things stand; to readers of the books, what there is, what happened last, and what somebody should look at.</summary>
[Needs]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int EntriesShown = 8;

    public override Part Where => Part.Overview;
    public override Bilingual Title => MaySomewhere(Permission.ReadLedger) ? new("总览", "Overview") : new("首页", "Home");

    public HomeShown Home { get; private set; } = null!;

    public long EntryCount { get; private set; }
    public ListedEntry? LastEntry => LastEntries.Count > 0 ? LastEntries[0] : null;
    public IReadOnlyList<ListedEntry> LastEntries { get; private set; } = [];
    public IReadOnlyList<FundGroup> Groups { get; private set; } = [];
    public IReadOnlyList<OverdrawnCase> Overdrawn { get; private set; } = [];
    public IReadOnlyList<SuspenseBalance> Suspense { get; private set; } = [];

    internal bool IsOld(SuspenseBalance item) => Today.DayNumber - item.Since.DayNumber > SuspenseBalance.Ages[0];

    /// <summary>How much has waited for how long; ages with nothing are left out.</summary>
    internal Bilingual AgesOf(SuspenseBalance item)
    {
        var (ages, bands) = (SuspenseBalance.Ages, item.ByAge(Today));
        var told = bands.Select((amount, band) => (amount, Name: band == 0 ? new Bilingual($"{ages[0]} 天以内", $"up to {ages[0]} days")
            : band < ages.Count ? new($"{ages[band - 1] + 1} 至 {ages[band]} 天", $"{ages[band - 1] + 1} to {ages[band]} days") : new($"{ages[^1]} 天以上", $"over {ages[^1]} days"))).Where(one => one.amount.IsPositive).ToList();
        return new(string.Join("，", told.Select(one => $"{one.Name.Zh} {one.amount.ToGroupedText()}")), string.Join(", ", told.Select(one => $"{one.Name.En} {one.amount.ToGroupedText()}")));
    }
    public IReadOnlyList<UnspentMoney> Unspent { get; private set; } = [];
    public IReadOnlyList<ClosingProgramme> Closing { get; private set; } = [];
    public IReadOnlyList<(Entity Entity, SpendingDuty Duty)> Duties { get; private set; } = [];

    /// <summary>Months that are over and open, oldest first, of each entity.</summary>
    public IReadOnlyList<IReadOnlyList<MonthOfBooks>> MonthsToClose { get; private set; } = [];

    public VerificationShown Verified { get; private set; } = null!;

    /// <summary>What waits for the one who looks, and how many of those they were reminded of.</summary>
    public IReadOnlyList<Waiting> Waiting { get; private set; } = [];

    public int RemindedCount { get; private set; }

    public bool NeedsNothing =>
        Waiting.Count + Overdrawn.Count + Suspense.Count + Unspent.Count + Closing.Count + MonthsToClose.Count == 0 && !Verified.IsAlarming && !Duties.Any(item => item.Duty.IsBehind || item.Duty.IsManagementTooHigh);

    /// <summary>They read all the books; whoever reads some of the funds sees those, and no figure that others are part of.</summary>
    public bool SeesAll => MayEverywhere(Permission.ReadLedger);

    public async Task<IActionResult> OnGetAsync()
    {
        await ReadAsync(async (reader, books) =>
        {
            Home = await HomeShown.ReadAsync(this, reader, books);
            if (MaySomewhere(Permission.ReadLedger)) await LoadAsync(reader, books);
        });
        return Page();
    }

    private async Task LoadAsync(LedgerReader reader, Books books)
    {
        bool Sees(Fund fund) => May(Permission.ReadLedger, books.TargetOf(fund));
        EntryCount = await JournalReading.LastAsync(reader);
        if (SeesAll) LastEntries = (await EntryList.PageAsync(reader, books, new EntryFilter(), EntriesShown)).Entries;
        Groups = await GroupsAsync(reader, books);
        Verified = new VerificationShown(await VerificationRuns.StateAsync(reader), Now, Language);
        Overdrawn = [.. (await Attention.OverdrawnAsync(reader, books)).Where(item => Sees(item.Fund))];
        Suspense = [.. (await Attention.SuspenseAsync(reader, books)).Where(item => Sees(item.Fund))];
        Unspent = [.. (await Appropriations.UnspentAsync(reader, books, Today)).Where(money => Sees(money.Use.Fund))];
        Closing = [.. (await MatchingReading.ClosingAsync(reader, books)).Where(programme => Sees(programme.PotFund))];
        Waiting = await ApprovalQueue.OfAsync(reader, Who.Person.Id, Now);
        RemindedCount = (await RemindCheckers.LastAsync(reader)).Keys.Intersect(Waiting.Select(item => item.Proposal.Id)).Count();
        Duties = [.. (await SpendingDuties.ListAsync(reader, books, Today)).Where(item => May(Permission.ReadLedger, Reach.TargetOf(item.Entity)))];
        MonthsToClose = [.. (await MonthsOfBooks.ListAsync(reader, books, Today)).Where(month => May(Permission.ReadLedger, Reach.TargetOf(month.Entity)))
            .GroupBy(month => month.Entity.Id).Select(months => (IReadOnlyList<MonthOfBooks>)[.. months.Where(month => month.IsToClose(Today)).Reverse()]).Where(months => months.Count > 0)];
    }

    /// <summary>Funds of one entity in one currency: what may stand under one total.</summary>
    private async Task<IReadOnlyList<FundGroup>> GroupsAsync(LedgerReader reader, Books books)
    {
        var groups = new List<FundGroup>();
        foreach (var funds in FundTree.Of(books.Funds).Select(placed => placed.Fund).Where(fund => May(Permission.ReadLedger, books.TargetOf(fund))).GroupBy(fund => (fund.EntityId, fund.Currency)).OrderBy(group => group.Key.EntityId))
        {
            var rows = new List<FundRow>();
            foreach (var fund in funds) rows.Add(new FundRow(fund, (await FundReports.BalancesAsync(reader, fund.Code, Today)).Expect(), books));
            groups.Add(new FundGroup(books.Entity(funds.Key.EntityId), funds.Key.Currency, rows, May(Permission.ReadLedger, Reach.TargetOf(books.Entity(funds.Key.EntityId)))));
        }

        return groups;
    }
}

/// <summary>Funds that one table and one chart can hold.</summary>
/// <param name="IsWhole">All funds of the entity in this currency: only then do its entries make up the totals.</param>
public sealed record FundGroup(Entity Entity, Currency Currency, IReadOnlyList<FundRow> Rows, bool IsWhole)
{
    /// <summary>Kinds of source that any of the funds has cash of.</summary>
    public IReadOnlyList<SourceKind> Kinds => [.. Enum.GetValues<SourceKind>().Where(kind => Rows.Any(row => !row.Cash(kind).IsZero))];

    internal AmountScale Scale => AmountScale.Covering(Rows.SelectMany(row => new[] { row.Sum(share => share.IsPositive), row.Sum(share => share.IsNegative) }), Currency);

    /// <summary>What a total over its funds is made of.</summary>
    internal FigureBasis Basis(Measure measure, DateOnly today, long lastEntry, SourceKind? kind = null) =>
        new(measure, null, To: today, LastEntry: lastEntry) { Entity = Entity.Code, Currency = Currency, SourceKind = kind };

    public Money Total(Func<FundRow, Money> figure) => Rows.Aggregate(Money.Zero(Currency), (sum, row) => sum + figure(row));
}

/// <summary>A fund with its balances.</summary>
public sealed record FundRow(Fund Fund, FundBalances Balances, Books Books)
{
    public Money Cash(SourceKind kind) =>
        Balances.Rows.Where(row => KindOf(row) == kind).Aggregate(Money.Zero(Fund.Currency), (sum, row) => sum + row.Cash);

    /// <summary>What one of its figures is made of.</summary>
    internal FigureBasis Basis(Measure measure, SourceKind? kind = null) =>
        new(measure, Fund.Code, To: Balances.AsOf, LastEntry: Balances.Head.LastEntry) { SourceKind = kind };

    internal IEnumerable<SourceShare> Shares => Enum.GetValues<SourceKind>().Select(kind => new SourceShare(kind, Cash(kind)));

    internal Money Sum(Func<Money, bool> which) => Shares.Where(share => which(share.Amount)).Aggregate(Money.Zero(Fund.Currency), (sum, share) => sum + share.Amount);

    private SourceKind KindOf(SourceBalance row) => Books.FindSource(Books.Entity(Fund.EntityId), row.Code)!.Kind;
}

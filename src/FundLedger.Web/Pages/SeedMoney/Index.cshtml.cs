using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reports.Charts;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.SeedMoney;

/// <summary>Every appropriation with what became of its money, and what must be spent soon or returned.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class SeedMoneyModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Funds;
    public override Bilingual Title => new("种子资金", "Seed money");

    public IReadOnlyList<IGrouping<Currency, AppropriationTotals>> Groups { get; private set; } = [];
    public IReadOnlyList<UnspentMoney> Unspent { get; private set; } = [];

    /// <summary>What the books held when this was read.</summary>
    public long EntryCount { get; private set; }

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        EntryCount = await JournalReading.LastAsync(reader);
        Groups = [.. (await Appropriations.TotalsAsync(reader, books)).GroupBy(totals => totals.Left.Currency)];
        Unspent = await Appropriations.UnspentAsync(reader, books, Today);
    });

    /// <summary>Spent, returned, left, to come.</summary>
    internal static IReadOnlyList<Money> PartsOf(AppropriationTotals totals) => [totals.Spent, totals.GivenOn, totals.Returned, totals.Left, totals.Of.ToCome ?? Money.Zero(totals.Left.Currency)];

    internal static AmountScale ScaleOf(IGrouping<Currency, AppropriationTotals> group) =>
        AmountScale.Covering(group.Select(totals => PartsOf(totals).Where(part => part.IsPositive).Aggregate(Money.Zero(group.Key), (sum, part) => sum + part)), group.Key);
}

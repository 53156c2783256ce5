using FundLedger.Ledger.Years;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Periods;

/// <summary>The months of the books and whether they are closed.</summary>
[Needs(Permission.ReadLedger)]
public sealed class PeriodsModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Periods;
    public override Bilingual Title => new("月份", "Months");

    public IReadOnlyList<IGrouping<string, MonthOfBooks>> Entities { get; private set; } = [];

    /// <summary>Years whose closing stands, or is under way.</summary>
    public IReadOnlyList<ClosedYear> Years { get; private set; } = [];

    /// <summary>Of an entity: every year that its months are of, the last first.</summary>
    internal static IEnumerable<int> YearsOf(IEnumerable<MonthOfBooks> months) => months.Select(month => month.Month.LastDay.Year).Distinct().OrderDescending();

    internal ClosedYear? Closed(FundLedger.Ledger.Entity entity, int year) => Years.FirstOrDefault(closed => closed.Entity.Id == entity.Id && closed.Year == year);

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        Years = await YearEnds.ListAsync(reader, books);
        Entities = [.. (await MonthsOfBooks.ListAsync(reader, books, Today)).Where(month => May(Permission.ReadLedger, Reach.TargetOf(month.Entity))).GroupBy(month => month.Entity.Name)];
    });
}

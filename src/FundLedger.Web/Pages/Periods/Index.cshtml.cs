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

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
        Entities = [.. (await MonthsOfBooks.ListAsync(reader, books, Today)).Where(month => May(Permission.ReadLedger, Reach.TargetOf(month.Entity))).GroupBy(month => month.Entity.Name)]);
}

using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>Every fund that is shown: what came in, was matched, was spent and is left.</summary>
[AnyoneMay]
public sealed class FundListModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicFunds;
    public override Bilingual Title => new("基金公示", "Funds, open to all");

    /// <summary>By entity and currency: what may stand under one total.</summary>
    public IReadOnlyList<(string Entity, Currency Currency, IReadOnlyList<PublicFund> Rows)> Groups { get; private set; } = [];

    public Task OnGetAsync() => ReadPublicAsync(async (reader, books) => Groups =
    [
        .. (await PublicMoney.ListAsync(reader, books, Funds)).GroupBy(one => (one.Fund.EntityId, one.Fund.Currency))
            .Select(group => (books.Entity(group.Key.EntityId).Name, group.Key.Currency, (IReadOnlyList<PublicFund>)[.. group])),
    ]);
}

using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Funds;

/// <summary>Every fund, below the one it reports to.</summary>
[Needs(Permission.ReadLedger)]
public sealed class FundsModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Funds;
    public override Bilingual Title => new("基金", "Funds");

    public IReadOnlyList<FundLine> Funds { get; private set; } = [];

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        var lines = new List<FundLine>();
        foreach (var (fund, depth) in FundTree.Of(books.Funds).Where(placed => May(Permission.ReadLedger, books.TargetOf(placed.Fund))))
            lines.Add(new FundLine(fund, books.Entity(fund.EntityId), depth, (await FundReports.BalancesAsync(reader, fund.Code, Today)).Expect().Total));
        Funds = lines;
    });

    /// <param name="Depth">0 at the top of the tree.</param>
    public sealed record FundLine(Fund Fund, Entity Entity, int Depth, SourceBalance Total);
}

using FundLedger.Budgets;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Budgets;

/// <summary>Yearly budgets, how much of each is promised and paid; and how much social money public money moved.</summary>
[Needs(Permission.ReadLedger)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Funds;
    public override Bilingual Title => new("预算与撬动", "Budgets and leverage");

    public IReadOnlyList<Budget> Budgets { get; private set; } = [];
    public IReadOnlyList<Leverage> Leverages { get; private set; } = [];
    public bool MaySet => MaySomewhere(Permission.Propose);

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        bool Sees(Fund fund) => May(Permission.ReadLedger, books.TargetOf(fund));
        Budgets = [.. (await FundLedger.Budgets.Budgets.ListAsync(reader, books)).Where(budget => Sees(budget.Fund))];
        Leverages = [.. (await Leverage.ListAsync(reader, books)).Where(leverage => Sees(leverage.Fund))];
    });

    internal static string Address(Budget budget) => $"/budgets/set?fund={Uri.EscapeDataString(budget.Fund.Code)}&year={budget.Year}";

    /// <summary>Parts of the whole in percent, for a bar.</summary>
    internal static (double Paid, double Committed) Shares(Money whole, Money paid, Money committed) =>
        (Math.Clamp(100d * paid.MinorUnits / whole.MinorUnits, 0, 100), Math.Clamp(100d * committed.MinorUnits / whole.MinorUnits, 0, 100));
}

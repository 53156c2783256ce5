using FundLedger.Ledger;
using FundLedger.Values;

namespace FundLedger.Web.Pages;

/// <summary>The lines of an entry, posted or about to be.</summary>
/// <param name="IsPosted">Each line has a place of its own to point at, and its subject leads to all entries of it.</param>
public sealed record LinesTable(IReadOnlyList<PostedLine> Lines, Language Language, string Caption, bool IsPosted = false)
{
    public bool HasSubjects => Lines.Any(line => line.Subject.Length > 0);

    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    /// <summary>Debits, which are also the credits, one sum for each currency.</summary>
    public IEnumerable<Money> Totals => Lines.GroupBy(line => line.Amount.Currency)
        .Select(lines => lines.Where(line => line.Amount.IsPositive).Aggregate(Money.Zero(lines.Key), (sum, line) => sum + line.Amount));
}

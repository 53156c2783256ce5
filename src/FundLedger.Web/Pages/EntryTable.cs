using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Web.Pages;

/// <summary>A table of entries, the same on every page.</summary>
/// <param name="HasFunds">With a column of their funds; a fund's own page needs none.</param>
/// <param name="HasCounts">With what each adds to the figure asked about, in place of its change of cash.</param>
public sealed record EntryTable(IReadOnlyList<ListedEntry> Entries, Language Language, string Caption, bool HasFunds = true, bool HasCounts = false)
{
    public string In(string zh, string en) => Language == Language.Zh ? zh : en;
}

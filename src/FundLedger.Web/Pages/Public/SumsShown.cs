using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Public;

/// <summary>A table of what came, was matched, moved, was spent and is left, with its total.</summary>
/// <param name="Head">Of the first column.</param>
/// <param name="Id">Of the heading above.</param>
public sealed record SumsShown(IReadOnlyList<(string Name, string? Path, PublicSums Sums)> Rows, string Head, DateOnly Today, string Id, Language Language)
{
    public PublicSums Total { get; } = Rows.Select(row => row.Sums).Aggregate((sum, one) => sum + one);

    internal string In(string zh, string en) => new Bilingual(zh, en).In(Language);
}

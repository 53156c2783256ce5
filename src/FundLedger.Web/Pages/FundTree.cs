using FundLedger.Ledger;

namespace FundLedger.Web.Pages;

/// <summary>Funds in the order of reporting: each below the one it reports to, by code among its like.</summary>
internal static class FundTree
{
    /// <returns>Each with its depth; 0 at the top.</returns>
    internal static IEnumerable<(Fund Fund, int Depth)> Of(IEnumerable<Fund> funds) => Below(funds.ToLookup(fund => fund.ParentId ?? 0), 0, 0);

    private static IEnumerable<(Fund Fund, int Depth)> Below(ILookup<long, Fund> children, long parent, int depth) =>
        children[parent].SelectMany(fund => Below(children, fund.Id, depth + 1).Prepend((fund, depth)));
}

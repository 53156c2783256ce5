using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>Funds in the order of reporting: each below the one it reports to, by code among its like.</summary>
public static class FundTree
{
    /// <param name="funds">In the order of codes.</param>
    /// <returns>Each with its depth; 0 at the top.</returns>
    public static IEnumerable<(Fund Fund, int Depth)> Of(IEnumerable<Fund> funds) => Below(ByParent(funds), 0, 0);

    /// <summary>One fund, at depth 0, and all below it.</summary>
    public static IEnumerable<(Fund Fund, int Depth)> From(Fund top, IEnumerable<Fund> funds) => Below(ByParent(funds), top.Id, 1).Prepend((top, 0));

    private static ILookup<long, Fund> ByParent(IEnumerable<Fund> funds) => funds.ToLookup(fund => fund.ParentId ?? 0);

    private static IEnumerable<(Fund Fund, int Depth)> Below(ILookup<long, Fund> children, long parent, int depth) =>
        children[parent].SelectMany(fund => Below(children, fund.Id, depth + 1).Prepend((fund, depth)));
}

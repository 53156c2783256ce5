using FundLedger.Ledger;

namespace FundLedger.Spending;

/// <summary>Which sources a spend comes from when none is named: the fund's spending order, and within a kind what must be spent first.</summary>
internal static class SpendingPlan
{
    /// <summary>Parts that add up to the amount, or the refusal that says what there is. Within a kind the nearest deadline comes first, then the older source.</summary>
    /// <remarks>Money past its deadline is passed over: it goes back.</remarks>
    internal static Outcome<IReadOnlyList<(Source Source, Money Part)>> Of(Fund fund, Money amount, DateOnly on, IReadOnlyList<(Source Source, Money Available)> positions)
    {
        var inOrder = positions
            .Where(position => position.Available.IsPositive && fund.SpendingOrder.Contains(position.Source.Kind) && !position.Source.IsLateOn(on))
            .OrderBy(position => fund.SpendingOrder.ToList().IndexOf(position.Source.Kind))
            .ThenBy(position => position.Source.ReturnBy ?? DateOnly.MaxValue)
            .ThenBy(position => position.Source.Id)
            .ToList();

        var parts = new List<(Source, Money)>();
        var left = amount;
        foreach (var (source, available) in inOrder)
        {
            if (left.IsZero) break;
            var part = available.MinorUnits < left.MinorUnits ? available : left;
            parts.Add((source, part));
            left -= part;
        }

        if (left.IsZero) return parts;
        var late = positions.Where(position => position.Available.IsPositive && position.Source.IsLateOn(on)).Aggregate(Money.Zero(amount.Currency), (sum, position) => sum + position.Available);
        var alsoLate = late.IsZero ? default : new Bilingual($"另有 {late.ToGroupedText()} 已过使用期限，须退回，不能动用。", $" Another {late} is past its deadline and goes back.");
        return Refusal.Of("not-enough", "amount",
            $"基金 {fund.Code} 按使用顺序可动用 {(amount - left).ToGroupedText()} {amount.Currency}，不足 {amount.ToGroupedText()}，尚缺 {left.ToGroupedText()}。请减少金额、用 --source 指定其他来源，或先补足资金。{alsoLate.Zh}",
            $"Fund {fund.Code} has {amount - left} to spend in its spending order, less than {amount}: {left} is missing. Lower the amount, name another source, or bring money in first.{alsoLate.En}");
    }
}

using FundLedger.Ledger;

namespace FundLedger.Cofunding;

/// <summary>Asked by whatever moves public money into a fund.</summary>
public static class CofundingGate
{
    /// <summary>Why this much more may not move into the fund: too little social money is proved beside it. Null when it may. The operation must say that it <see cref="Operation.ReadsTotals"/>.</summary>
    /// <param name="source">Only public money is asked about.</param>
    public static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, Fund fund, Source source, Money amount, DateOnly day)
    {
        if (!source.IsPublic || !await CofundingStore.LockAsync(tx, fund)) return null;
        Invariant.Holds(tx.Operation.ReadsTotals);
        foreach (var requirement in (await CofundingStore.RequirementsAsync(tx, await Books.OfAsync(tx), fund)).Where(requirement => requirement.IsInForceOn(day)))
        {
            var state = await CofundingStore.StateAsync(tx, requirement);
            var needed = requirement.NeededFor(state.PublicMoney + amount);
            if (needed.MinorUnits <= state.Proved.MinorUnits) continue;
            var missing = needed - state.Proved;
            return Refusal.Of("cofunding-short", "amount",
                $"基金 {fund.Code} 须有不少于 {requirement.Share} 的社会资金（{requirement.Document}）：公共资金已转入 {state.PublicMoney.ToGroupedText()}，加上这笔 {amount.ToGroupedText()}，须证明社会资金 {needed.ToGroupedText()} {needed.Currency}，已证明 {state.Proved.ToGroupedText()}，尚缺 {missing.ToGroupedText()}。请先登记并复核社会资金证明（cofunding prove）。",
                $"Fund {fund.Code} needs at least {requirement.Share} social money ({requirement.Document}): with {state.PublicMoney} of public money moved in and {amount} more, {needed} of social money must be proved and {state.Proved} is; {missing} is missing. Prove it and have it checked first ('cofunding prove').");
        }

        return null;
    }
}

using FundLedger.Ledger;

namespace FundLedger.Cofunding;

/// <summary>Asked by whatever moves public money into a fund.</summary>
public static class CofundingGate
{
    /// <summary>Why this much more may not move into the fund: too little social money is proved beside it. Null when it may.</summary>
    /// <param name="source">Only public money is asked about.</param>
    public static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, Fund fund, Source source, Money amount, DateOnly day)
    {
        if (!source.IsPublic) return null;
        foreach (var state in (await StatesAsync(tx, fund)).Where(state => state.Requirement.IsInForceOn(day)))
        {
            var requirement = state.Requirement;
            var needed = requirement.NeededFor(state.PublicMoney + amount);
            if (needed.MinorUnits <= state.Proved.MinorUnits) continue;
            var missing = needed - state.Proved;
            return Refusal.Of("cofunding-short", "amount",
                $"基金 {fund.Code} 须有不少于 {requirement.Share} 的社会资金（{requirement.Document}）：公共资金已转入 {state.PublicMoney.ToGroupedText()}，加上这笔 {amount.ToGroupedText()}，须证明社会资金 {needed.ToGroupedText()} {needed.Currency}，已证明 {state.Proved.ToGroupedText()}，尚缺 {missing.ToGroupedText()}。请先登记并复核社会资金证明（cofunding prove）。",
                $"Fund {fund.Code} needs at least {requirement.Share} social money ({requirement.Document}): with {state.PublicMoney} of public money moved in and {amount} more, {needed} of social money must be proved and {state.Proved} is; {missing} is missing. Prove it and have it checked first ('cofunding prove').");
        }

        return null;
    }

    /// <summary>For many moves at once: how much public money may still move into a fund; null when nothing is asked of it. Until the transaction ends nobody else moves any there.</summary>
    internal static async Task<CofundingRoom?> RoomAsync(LedgerTransaction tx, Fund fund) => await StatesAsync(tx, fund) is { Count: > 0 } states ? new CofundingRoom(states) : null;

    private static async Task<IReadOnlyList<CofundingState>> StatesAsync(LedgerTransaction tx, Fund fund) =>
        await CofundingStore.LockAsync(tx, fund) ? await CofundingReading.StatesAsync(tx, await Books.OfAsync(tx), fund) : [];
}

/// <summary>What may still move into a fund under each of its requirements, less what was taken since.</summary>
internal sealed class CofundingRoom(IReadOnlyList<CofundingState> states)
{
    private readonly long[] left = [.. states.Select(state => state.Room.MinorUnits)];

    /// <summary>The least of the requirements in force on a day; null when none is.</summary>
    internal Money? On(DateOnly day) => InForceOn(day).Select(i => (Money?)new Money(left[i], states[i].Room.Currency)).MinBy(room => room!.Value.MinorUnits);

    internal void Take(Money amount, DateOnly day)
    {
        foreach (var i in InForceOn(day)) left[i] -= amount.MinorUnits;
    }

    private IEnumerable<int> InForceOn(DateOnly day) => Enumerable.Range(0, left.Length).Where(i => states[i].Requirement.IsInForceOn(day));
}

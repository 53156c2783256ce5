using FundLedger.Ledger;

namespace FundLedger.Funds;

/// <param name="Reason">Kept for good: no names.</param>
public sealed record FundFreeze(string Fund, string Reason);

/// <param name="Status">Where the fund stands now.</param>
public sealed record FundMoved(string Fund, FundStatus Status);

/// <summary>Freezes a fund: what comes in is still recorded, and nothing is spent, promised or moved until it is unfrozen.</summary>
public sealed class FreezeFund(Database database)
{
    public Task<Outcome<FundMoved>> RunAsync(Asked asked, FundFreeze freeze, CancellationToken stop = default) => database.WriteAsync<FundMoved>(
        asked.For("freeze-fund", OperationField.Of("fund", freeze.Fund), OperationField.Of("reason", freeze.Reason)), tx => MoveAsync(tx, freeze, FundStatus.Open, FundStatus.Frozen), stop);

    internal static async Task<Outcome<FundMoved>> MoveAsync(LedgerTransaction tx, FundFreeze move, FundStatus from, FundStatus to)
    {
        if (!(await Books.OfAsync(tx)).Fund(move.Fund).IsDone(out var fund, out var refusal)) return refusal;
        if (FundMoves.RefusalFor(move.Reason) is { } noReason) return noReason;
        if (fund.Status != from)
            return Refusal.Of("fund-status", "fund", $"基金 {fund.Code} 目前为“{fund.Status.Name().Zh}”，不能这样变更。", $"Fund {fund.Code} is {fund.Status.Name().En.ToLowerInvariant()}, so this cannot be done.");
        await FundMoves.AddAsync(tx, fund, to, move.Reason);
        return new FundMoved(fund.Code, to);
    }
}

/// <summary>Lets a frozen fund be used again.</summary>
public sealed class UnfreezeFund(Database database)
{
    public Task<Outcome<FundMoved>> RunAsync(Asked asked, FundFreeze unfreeze, CancellationToken stop = default) => database.WriteAsync<FundMoved>(
        asked.For("unfreeze-fund", OperationField.Of("fund", unfreeze.Fund), OperationField.Of("reason", unfreeze.Reason)),
        tx => FreezeFund.MoveAsync(tx, unfreeze, FundStatus.Frozen, FundStatus.Open), stop);
}

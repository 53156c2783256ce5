using FundLedger.Ledger;

namespace FundLedger.Budgets;

/// <summary>Charging costs to envelopes: never more than one has.</summary>
internal static class EnvelopeUses
{
    private static readonly SqlFile Insert = new("budgets/insert_use");
    private static readonly SqlFile Find = new("budgets/find_use");

    /// <summary>The budget with this envelope, of the day's year: of the fund itself or of the nearest one above it; with enough left.</summary>
    /// <remarks>Until the write is over nobody else charges anything to it. To be asked before the entry is appended.</remarks>
    internal static async Task<Outcome<Budget>> FindAsync(LedgerTransaction tx, Fund fund, string code, DateOnly on, Money amount)
    {
        var books = await Books.OfAsync(tx);
        await Periods.HoldAsync(tx, fund.EntityId);
        for (var of = fund; of is not null; of = of.ParentId is { } parent ? books.Fund(parent) : null)
        {
            if (of.Currency != fund.Currency || await Budgets.FindAsync(tx, books, of, on.Year) is not { } budget) continue;
            if (budget.Lines.FirstOrDefault(line => line.Envelope.Code == code) is not { } line) continue;
            if (line.Envelope.ForFund is { } only && only != fund.Code)
                return Refusal.Of("envelope-of-another", "envelope", $"预算项 {code} 只用于基金 {only}。", $"Envelope {code} is for fund {only} only.");
            if (line.Left.MinorUnits < amount.MinorUnits)
                return Refusal.Of("envelope-short", "envelope",
                    $"预算项 {code} 尚余 {line.Left.ToGroupedText()}，不足 {amount.ToGroupedText()}。请减少金额、换预算项，或先调整预算。",
                    $"Envelope {code} has {line.Left} left, less than {amount}. Lower the amount, choose another envelope, or set the budget anew first.");
            return budget;
        }

        return Refusal.Of("envelope-unknown", "envelope", $"{on.Year} 年的预算中没有预算项“{code}”。", $"No budget of {on.Year} has an envelope '{code}'.");
    }

    internal static Task ChargeAsync(LedgerTransaction tx, EntryId entry, Budget budget, string code) =>
        tx.ExecuteAsync(Insert, new { entry_id = entry.Value, fund_id = budget.Fund.Id, year = budget.Year, code });

    /// <summary>Why the envelope that an entry was charged to, if any, has not as much left; held until the write is over.</summary>
    internal static async Task<Refusal?> RefusalForMoreAsync(LedgerTransaction tx, EntryId charged, Fund fund, Money more)
    {
        if (await tx.FindAsync<UseRow>(Find, new { entry_id = charged.Value }) is not { } use) return null;
        return (await FindAsync(tx, fund, use.Code, new DateOnly((int)use.Year, 1, 1), more)).IsDone(out _, out var refusal) ? null : refusal;
    }

    private sealed record UseRow
    {
        public long Year { get; init; }
        public string Code { get; init; } = "";
    }
}

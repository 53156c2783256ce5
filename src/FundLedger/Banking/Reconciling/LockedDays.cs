using FundLedger.Banking.Accounts;

namespace FundLedger.Banking.Reconciling;

/// <summary>To which day an account is reconciled and locked.</summary>
/// <param name="KnownAt">When the last one was locked, in microseconds: what was matched later is not in it.</param>
internal sealed record LockedDays(DateOnly Day, long KnownAt)
{
    internal static async Task<LockedDays?> OfAsync(LedgerReader reader, BankAccount account) =>
        (await Reconciliations.ListAsync(reader, account)).Where(held => held.UnlockedAt is null).Select(held => new LockedDays(held.ToDay, held.RecordedAt)).FirstOrDefault();
}

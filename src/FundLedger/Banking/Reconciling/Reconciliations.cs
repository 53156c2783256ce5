using FundLedger.Banking.Accounts;

namespace FundLedger.Banking.Reconciling;

/// <summary>Where the bank's own balance comes from.</summary>
public enum BankSays
{
    /// <summary>The running balance of the statement.</summary>
    Statement,

    /// <summary>Read off a paper by the one who reconciles.</summary>
    Told,

    /// <summary>No statement says a balance: the lines are added up from the opening, or from zero.</summary>
    Counted,
}

public static class BankSaysNames
{
    public static Bilingual Name(this BankSays says) => says switch
    {
        BankSays.Statement => new("对账单余额", "Balance on the statement"),
        BankSays.Told => new("银行余额（填写）", "Balance as told"),
        _ => new("银行余额（明细累计）", "Balance, lines added up"),
    };
}

/// <summary>A reconciliation that tied and was locked.</summary>
/// <param name="UnlockedAt">Null while it stands.</param>
public sealed record LockedReconciliation(
    long Id, long AccountId, DateOnly ToDay, ReconciledSums Sums, BankSays BankSays, long ItemCount, string Actor, long RecordedAt, string? UnlockedBy, string? CheckedBy, string? Reason, long? UnlockedAt);

/// <summary>The figures of a reconciliation, in minor units; what was paid is below zero.</summary>
/// <param name="Opening">What the bank held before its first line, less what the books say of that time.</param>
/// <param name="BookReceived">企业已收银行未收.</param>
/// <param name="BookPaid">企业已付银行未付.</param>
/// <param name="BankReceived">银行已收企业未收.</param>
/// <param name="BankPaid">银行已付企业未付.</param>
public readonly record struct ReconciledSums(long Book, long Bank, long Opening, long BookReceived, long BookPaid, long BankReceived, long BankPaid)
{
    public long AdjustedBank => checked(Bank + BookReceived + BookPaid);
    public long AdjustedBook => checked(Book + Opening + BankReceived + BankPaid);

    /// <summary>What the two sides still differ by; zero when it ties.</summary>
    public long Difference => checked(AdjustedBank - AdjustedBook);
}

public static class Reconciliations
{
    private static readonly SqlFile List = new("banking/list_reconciliations");

    /// <summary>Last day first, unlocked ones among them; of every account when none is named.</summary>
    public static async Task<IReadOnlyList<LockedReconciliation>> ListAsync(LedgerReader reader, BankAccount? account = null) =>
        [.. (await reader.QueryAsync<Row>(List, new { bank_account_id = account?.Id ?? 0 })).Select(row => row.ToReconciliation())];

    private sealed record Row
    {
        public long ReconciliationId { get; init; }
        public long BankAccountId { get; init; }
        public string ToDay { get; init; } = "";
        public long BookMinor { get; init; }
        public long BankMinor { get; init; }
        public string BankSays { get; init; } = "";
        public long OpeningMinor { get; init; }
        public long BookReceivedMinor { get; init; }
        public long BookPaidMinor { get; init; }
        public long BankReceivedMinor { get; init; }
        public long BankPaidMinor { get; init; }
        public long ItemCount { get; init; }
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }
        public string? UnlockedBy { get; init; }
        public string? CheckedBy { get; init; }
        public string? Reason { get; init; }
        public long? UnlockedAt { get; init; }

        internal LockedReconciliation ToReconciliation() => new(
            ReconciliationId, BankAccountId, IsoDates.Read(ToDay), new(BookMinor, BankMinor, OpeningMinor, BookReceivedMinor, BookPaidMinor, BankReceivedMinor, BankPaidMinor),
            Ledger.StoredWords.Read<BankSays>(BankSays), ItemCount, Actor, RecordedAt, UnlockedBy, CheckedBy, Reason, UnlockedAt);
    }
}

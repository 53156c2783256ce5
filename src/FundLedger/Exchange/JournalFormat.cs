namespace FundLedger.Exchange;

public enum JournalFormat
{
    /// <summary>Everything: the one that can be imported into an empty ledger again, with equal hashes.</summary>
    Csv,

    /// <summary>Plain-text accounting for hledger; passes <c>hledger check --strict</c>.</summary>
    Hledger,

    /// <summary>Plain-text accounting for beancount; passes <c>bean-check</c>.</summary>
    Beancount,
}

/// <summary>A part of the journal. Every entry balances within a fund, so a fund's lines alone balance too.</summary>
/// <param name="Fund">Code of the only fund to export; null for all.</param>
/// <param name="First">First day that counts, included; null for the beginning.</param>
/// <param name="Last">Last day that counts, included; null for the end.</param>
public sealed record JournalFilter(string? Fund = null, DateOnly? First = null, DateOnly? Last = null);

/// <param name="EntryCount">Entries with at least one line written.</param>
public sealed record JournalExported(long EntryCount, long LineCount);

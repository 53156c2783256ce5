namespace FundLedger.Copying;

/// <summary>What was copied, and that the copy is the same: every row of every table compared by its hash, and both ledgers verified.</summary>
/// <param name="CopiedAt">Microseconds since 1970-01-01 UTC.</param>
/// <param name="Digest">Over the names, counts and digests of <paramref name="Tables"/>; kept in the copy.</param>
/// <param name="LastHash">Of the last entry; empty in an empty ledger.</param>
/// <param name="UnusedNumbers">Gaps between the numbers of entries and events that a server left, now listed in the copy.</param>
public sealed record CopyAttestation(
    Guid Ledger, string From, string To, long CopiedAt, IReadOnlyList<CopiedTable> Tables, byte[] Digest, long Entries, long Lines, long Events, byte[] LastHash, long UnusedNumbers);

/// <param name="Digest">Sum of the SHA-256 of its rows, modulo 2²⁵⁶: the same in any order and any database.</param>
public sealed record CopiedTable(string Name, long Rows, byte[] Digest);

/// <summary>How far a copy has come; all steps alike in length.</summary>
/// <param name="Done">Of <see cref="Total"/>.</param>
public readonly record struct CopyProgress(long Done)
{
    public const long Total = Steps * OfAStep;

    internal const int Steps = 4;
    internal const long OfAStep = 1_000;
}

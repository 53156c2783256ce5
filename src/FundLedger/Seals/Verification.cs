namespace FundLedger.Seals;

/// <summary>What <c>verify</c> found.</summary>
/// <param name="EntryCount">Entries read.</param>
/// <param name="LineCount">Lines read.</param>
/// <param name="LastHash">Hash of the last entry as re-derived; empty in an empty ledger.</param>
/// <param name="ErasedTexts">Entries whose text was erased; their hashes still verify.</param>
/// <param name="Findings">In the order found, the first bad entry first; at most a hundred.</param>
/// <param name="FindingCount">How many there are in all.</param>
public sealed record Verification(long EntryCount, long LineCount, ReadOnlyMemory<byte> LastHash, long ErasedTexts, IReadOnlyList<Finding> Findings, long FindingCount)
{
    /// <summary>Events of the audit trail read.</summary>
    public long EventCount { get; init; }

    public bool IsSound => FindingCount == 0;
}

/// <summary>One thing that is not as the entries say it must be.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Entry">The entry it is about; null when it is about a stored sum.</param>
public sealed record Finding(string Code, EntryId? Entry, Bilingual Message);

/// <summary>Collects findings; keeps the first hundred and counts the rest.</summary>
internal sealed class Findings
{
    private const int Kept = 100;

    private readonly List<Finding> list = [];

    internal IReadOnlyList<Finding> List => list;
    internal long Count { get; private set; }

    internal void Add(string code, long? entry, string zh, string en)
    {
        if (++Count <= Kept) list.Add(new Finding(code, entry is { } id ? new EntryId(id) : null, new Bilingual(zh, en)));
    }

    internal void AddEntry(string code, long entry, string zh, string en) => Add(code, entry, $"分录 {entry}：{zh}", $"Entry {entry}: {en}");
}

using FundLedger.Banking.Accounts;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <summary>What became of money: parts of lines and parts of entries with the same sum.</summary>
/// <param name="LastDay">Of its parts: from then on none of them is in transit.</param>
public sealed record BankMatch(
    long Id, BankAccount Account, MatchHow How, long? Rule, DateOnly LastDay, string Actor, long RecordedAt, bool IsUndone, IReadOnlyList<MatchedLine> Lines, IReadOnlyList<MatchedEntry> Entries);

public sealed record MatchedLine(long Line, DateOnly Day, Money Amount);

public sealed record MatchedEntry(EntryId Entry, DateOnly Day, EntryKind Kind, Money Amount);

/// <summary>Reads matches.</summary>
public static class BankMatches
{
    private static readonly SqlFile Find = new("banking/find_match");
    private static readonly SqlFile OfLine = new("banking/list_matches_of_line");
    private static readonly SqlFile OfEntry = new("banking/list_matches_of_entry");
    private static readonly SqlFile ListLines = new("banking/list_match_lines");
    private static readonly SqlFile ListEntries = new("banking/list_match_entries");

    public static async Task<BankMatch?> FindAsync(LedgerReader reader, BankBook bank, long id) => await reader.FindAsync<Row>(Find, new { match_id = id }) is { } row ? await ReadAsync(reader, bank, row) : null;

    /// <summary>Oldest first; undone ones among them.</summary>
    public static async Task<IReadOnlyList<BankMatch>> OfLineAsync(LedgerReader reader, BankBook bank, long line) => await ReadAsync(reader, bank, await reader.QueryAsync<Row>(OfLine, new { line_id = line }));

    /// <summary>Oldest first; undone ones among them.</summary>
    public static async Task<IReadOnlyList<BankMatch>> OfEntryAsync(LedgerReader reader, BankBook bank, EntryId entry) =>
        await ReadAsync(reader, bank, await reader.QueryAsync<Row>(OfEntry, new { entry_id = entry.Value }));

    private static async Task<IReadOnlyList<BankMatch>> ReadAsync(LedgerReader reader, BankBook bank, IReadOnlyList<Row> rows)
    {
        var matches = new List<BankMatch>();
        foreach (var row in rows) matches.Add(await ReadAsync(reader, bank, row));
        return matches;
    }

    private static async Task<BankMatch> ReadAsync(LedgerReader reader, BankBook bank, Row row)
    {
        var account = bank.Account(row.BankAccountId);
        var lines = await reader.QueryAsync<LineRow>(ListLines, new { match_id = row.MatchId });
        var entries = await reader.QueryAsync<EntryRow>(ListEntries, new { match_id = row.MatchId });
        return new BankMatch(
            row.MatchId, account, StoredWords.Read<MatchHow>(row.How), row.RuleId, IsoDates.Read(row.LastDay), row.Actor, row.RecordedAt, row.IsUndone == 1,
            [.. lines.Select(part => new MatchedLine(part.LineId, IsoDates.Read(part.BankDay), new(part.AmountMinor, account.Currency)))],
            [.. entries.Select(part => new MatchedEntry(new EntryId(part.EntryId), IsoDates.Read(part.OccurredOn), EntryKind.Of(part.Kind), new(part.AmountMinor, account.Currency)))]);
    }

    private sealed record Row
    {
        public long MatchId { get; init; }
        public long BankAccountId { get; init; }
        public string How { get; init; } = "";
        public long? RuleId { get; init; }
        public long? RuleVersion { get; init; }
        public string LastDay { get; init; } = "";
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }
        public long IsUndone { get; init; }
    }

    private sealed record LineRow
    {
        public long MatchId { get; init; }
        public long LineId { get; init; }
        public long AmountMinor { get; init; }
        public string BankDay { get; init; } = "";
    }

    private sealed record EntryRow
    {
        public long MatchId { get; init; }
        public long EntryId { get; init; }
        public long AmountMinor { get; init; }
        public string OccurredOn { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}

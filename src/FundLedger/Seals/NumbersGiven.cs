namespace FundLedger.Seals;

/// <summary>How the numbers of entries, or of events, were given.</summary>
/// <remarks>
/// An embedded ledger gives them without gaps and in the order of their moments, so a number left out is a row deleted. A server draws numbers and does not use
/// some, and may draw one before another and write it after: there gaps say nothing. What came from a server keeps its gaps, which the copy lists.
/// </remarks>
internal sealed class NumbersGiven
{
    private static readonly SqlFile ListUnused = new("seals/list_unused_numbers");
    private static readonly SqlFile FindLastOfServer = new("seals/find_last_of_server");

    private readonly bool areByServer;
    private readonly Dictionary<long, long> unused; // last by first
    private readonly long lastOfServer;

    private NumbersGiven(LedgerReader reader, Dictionary<long, long> unused, long lastOfServer) =>
        (areByServer, this.unused, this.lastOfServer) = (reader.Dialect == Dialect.SqlServer, unused, lastOfServer);

    internal static async Task<NumbersGiven> OfEntriesAsync(LedgerReader reader) => new(reader, await UnusedAsync(reader, "entry"), (await reader.SingleAsync<LastRow>(FindLastOfServer)).LastEntryId);

    internal static async Task<NumbersGiven> OfEventsAsync(LedgerReader reader) => new(reader, await UnusedAsync(reader, "event"), (await reader.SingleAsync<LastRow>(FindLastOfServer)).LastEventId);

    /// <summary>Nothing that stood between the two was deleted.</summary>
    internal bool MayFollow(long last, long next) => areByServer || next == last + 1 || (unused.TryGetValue(last + 1, out var end) && end == next - 1);

    /// <summary>From this number on, higher numbers were recorded later.</summary>
    internal bool AreInOrderFrom(long number) => !areByServer && number > lastOfServer;

    private static async Task<Dictionary<long, long>> UnusedAsync(LedgerReader reader, string kind) =>
        (await reader.QueryAsync<UnusedRow>(ListUnused)).Where(row => row.Kind == kind).ToDictionary(row => row.FirstNumber, row => row.LastNumber);

    private sealed record UnusedRow
    {
        public string Kind { get; init; } = "";
        public long FirstNumber { get; init; }
        public long LastNumber { get; init; }
    }

    private sealed record LastRow
    {
        public long LastEntryId { get; init; }
        public long LastEventId { get; init; }
    }
}

using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>A gift that was not matched, because the fund's social money was not proved far enough; what the rule would have given, and what might still move in.</summary>
internal sealed record MatchStop
{
    private static readonly SqlFile Insert = new("matching/insert_stop");
    private static readonly SqlFile FindRow = new("matching/find_stop");
    private static readonly SqlFile List = new("matching/list_stops");

    public long GiftEntryId { get; init; }
    public long ProgrammeId { get; init; }
    public long RuleVersion { get; init; }
    public long DonorId { get; init; }
    public long FundId { get; init; }
    public string GiftDay { get; init; } = "";
    public long MatchMinor { get; init; }
    public long RoomMinor { get; init; }

    /// <summary>As one of the gifts that earned nothing.</summary>
    internal MatchRow ToRow() => new()
    {
        GiftEntryId = GiftEntryId,
        ProgrammeId = ProgrammeId,
        RuleVersion = RuleVersion,
        DonorId = DonorId,
        FundId = FundId,
        GiftDay = GiftDay,
        LimitedBy = StoredWords.Word(MatchLimit.None),
        Reason = StoredWords.Word(NoMatch.Cofunding),
        Stop = this,
    };

    internal static Task<MatchStop?> FindAsync(LedgerReader reader, EntryId gift) => reader.FindAsync<MatchStop>(FindRow, new { gift_entry_id = gift.Value });

    internal static async Task<IEnumerable<MatchStop>> ListAsync(LedgerReader reader, Programme programme, long before, int most) =>
        await reader.QueryAsync<MatchStop>(List, new { programme_id = programme.Id, before, row_count = most });

    internal static async Task InsertAsync(LedgerTransaction tx, IEnumerable<MatchStop> stops)
    {
        var rows = new RowWriter(tx, Insert);
        foreach (var stop in stops) await rows.AddAsync(stop.GiftEntryId, stop.ProgrammeId, stop.RuleVersion, stop.DonorId, stop.FundId, stop.GiftDay, stop.MatchMinor, stop.RoomMinor);
        await rows.FlushAsync();
    }
}

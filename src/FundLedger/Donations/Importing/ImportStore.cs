namespace FundLedger.Donations.Importing;

/// <summary>The stored state of each list's import: which file, how far, what it brought.</summary>
internal static class ImportStore
{
    private static readonly SqlFile Find = new("donations/find_import");
    private static readonly SqlFile Insert = new("donations/insert_import");
    private static readonly SqlFile Advance = new("donations/advance_import");
    private static readonly SqlFile Finish = new("donations/finish_import");
    private static readonly SqlFile AddRowKey = new("donations/add_row_key");

    internal static Task<ImportRow?> FindAsync(LedgerReader reader, long fundId, byte[] sha256) =>
        reader.FindAsync<ImportRow>(Find, new { fund_id = fundId, file_sha256 = sha256 });

    internal static Task<long> InsertAsync(LedgerTransaction tx, long fundId, byte[] sha256, string fileName, string profile) =>
        tx.SingleAsync<long>(Insert, new { fund_id = fundId, file_sha256 = sha256, file_name = fileName, profile, started_at = tx.RecordedAt });

    /// <returns>False when the import is not where the caller thinks it is: another process went on with it.</returns>
    internal static async Task<bool> AdvanceAsync(LedgerTransaction tx, long importId, long rowsBefore, long rows, long gifts, long minorUnits) =>
        await tx.ExecuteAsync(Advance, new { import_id = importId, rows_before = rowsBefore, row_count = rows, gift_count = gifts, gift_minor = minorUnits }) > 0;

    internal static Task FinishAsync(LedgerTransaction tx, long importId) => tx.ExecuteAsync(Finish, new { import_id = importId });

    internal static async Task AddRowKeysAsync(LedgerTransaction tx, long fundId, IEnumerable<RowKey> keys, long importId)
    {
        var rows = new RowWriter(tx, AddRowKey);
        foreach (var same in keys.GroupBy(key => key.Value)) await rows.AddAsync(fundId, same.First().ToBytes(), importId, (long)same.Count());
        await rows.FlushAsync();
    }
}

internal sealed record ImportRow
{
    public long ImportId { get; init; }
    public string Status { get; init; } = "";
    public long RowsDone { get; init; }
    public long GiftCount { get; init; }
    public long GiftMinor { get; init; }
}

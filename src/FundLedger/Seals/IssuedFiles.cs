namespace FundLedger.Seals;

/// <summary>A file that was handed out, so that whoever holds it can ask which report it is. It names nobody.</summary>
/// <param name="Sha256">Of the file, 32 bytes.</param>
/// <param name="Report">Key of the report.</param>
/// <param name="Language">"zh-CN" or "en".</param>
/// <param name="Fund">Code of the fund, or of the bank account where the report is of one; empty for the whole entity.</param>
/// <param name="KnownAt">Microseconds since 1970-01-01 UTC.</param>
/// <param name="CheckpointSize">Of the checkpoint printed on it; null for none.</param>
public sealed record NewIssuedFile(byte[] Sha256, string Report, string Language, string Fund, DateSpan Days, long KnownAt, long LastEntry, long? CheckpointSize);

/// <param name="At">When it was first issued, in microseconds since 1970-01-01 UTC.</param>
public sealed record IssuedFile(long At, NewIssuedFile File);

/// <summary>Files as issued. The same report drawn again is the same file: it is kept once.</summary>
public sealed class RecordIssuedFile(Database database)
{
    public Task<Outcome<IssuedFile>> RunAsync(string actor, NewIssuedFile file, CancellationToken stop = default)
    {
        var hash = Convert.ToHexStringLower(file.Sha256);
        return database.WriteAsync<IssuedFile>(new Asked($"issued-file/{hash}", actor).For("record-issued-file", OperationField.Of("sha256", hash)), async tx =>
        {
            if (KeptText.DocumentId.RefusalFor(file.Fund, "fund") is { } tooLong) return tooLong;
            var issued = new IssuedFile(tx.RecordedAt, file);
            await IssuedFiles.InsertAsync(tx, issued);
            return issued;
        }, stop);
    }
}

public static class IssuedFiles
{
    private static readonly SqlFile Insert = new("seals/insert_issued_file");
    private static readonly SqlFile Find = new("seals/find_issued_file");

    /// <summary>Null for a file that was not issued, or was changed since.</summary>
    public static async Task<IssuedFile?> FindAsync(LedgerReader reader, byte[] sha256) => (await reader.FindAsync<Row>(Find, new { sha256 }))?.ToFile();

    internal static Task InsertAsync(LedgerTransaction tx, IssuedFile issued) => tx.ExecuteAsync(Insert, new
    {
        sha256 = issued.File.Sha256,
        issued_at = issued.At,
        report = issued.File.Report,
        language = issued.File.Language,
        fund_code = issued.File.Fund,
        first_day = issued.File.Days.First.ToIso(),
        last_day = issued.File.Days.Last.ToIso(),
        known_at = issued.File.KnownAt,
        last_entry = issued.File.LastEntry,
        checkpoint_size = issued.File.CheckpointSize,
    });

    private sealed record Row
    {
        public byte[] Sha256 { get; init; } = [];
        public long IssuedAt { get; init; }
        public string Report { get; init; } = "";
        public string Language { get; init; } = "";
        public string FundCode { get; init; } = "";
        public string FirstDay { get; init; } = "";
        public string LastDay { get; init; } = "";
        public long KnownAt { get; init; }
        public long LastEntry { get; init; }
        public long? CheckpointSize { get; init; }

        internal IssuedFile ToFile() => new(IssuedAt, new NewIssuedFile(
            Sha256, Report, Language, FundCode, new DateSpan(IsoDates.Read(FirstDay), IsoDates.Read(LastDay)), KnownAt, LastEntry, CheckpointSize));
    }
}

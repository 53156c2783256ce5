using System.Data.Common;
using System.Security.Cryptography;
using FundLedger.Seals;

namespace FundLedger.Bench;

/// <summary>Verify of a whole ledger, beside reading the same rows with all their columns and hashing as many bytes.</summary>
internal static class Verifying
{
    private const int Rounds = 3;
    private const double Target = 4;

    private static readonly SqlFile ListEntries = new("seals/list_entries");
    private static readonly SqlFile ListLines = new("seals/list_lines");

    // Lengths of the parts of the hashed forms that are no text; see EntryHash.
    private const int LineFormBytes = 34;
    private const int EntryFormBytes = 74;
    private const int HashBytes = 32;

    internal static async Task RunAsync(LargeLedger ledger, ResultTable results, CancellationToken stop)
    {
        var hashedBytes = await ledger.Database.ReadAsync(CountHashedBytesAsync, stop);
        List<TimeSpan> verifying = [], reading = [];
        for (var round = 0; round < Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            verifying.Add(await Timing.OfAsync(() => VerifyAsync(ledger, stop)));
            reading.Add(await Timing.OfAsync(() => ledger.Database.ReadAsync(reader => ReadAndHashAsync(reader, hashedBytes), stop)));
        }

        var ratio = Timing.Median(verifying.Zip(reading, (ours, bare) => ours / bare));
        var time = Timing.Median(verifying);
        results.Add(new Result($"verify {ledger.Entries:N0} entries", $"{Timing.Shown(time)}, {Timing.PerSecond(ledger.Entries, time)}",
            $"reading the rows, hashing {hashedBytes / 1e6:0} MB {Timing.Shown(Timing.Median(reading))}", ratio, $"≤ {Target}", ratio <= Target));
    }

    private static async Task VerifyAsync(LargeLedger ledger, CancellationToken stop)
    {
        var found = await ledger.Database.ReadAsync(reader => Verify.RunAsync(reader, progress: null, stop), stop);
        if (!found.IsSound || found.EntryCount != ledger.Entries) throw new InvalidOperationException($"the ledger does not verify: {found.Findings.FirstOrDefault()?.Message.En}");
    }

    private static async Task<long> ReadAndHashAsync(LedgerReader reader, long hashedBytes)
    {
        await foreach (var _ in RowsAsync(reader, ListEntries)) { }
        await foreach (var _ in RowsAsync(reader, ListLines)) { }
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[64 * 1024];
        for (var left = hashedBytes; left > 0; left -= block.Length) sha256.AppendData(block, 0, (int)Math.Min(left, block.Length));
        return sha256.GetHashAndReset().Length;
    }

    /// <summary>The lines' and entries' forms and the salted texts, as verify hashes them.</summary>
    private static async Task<long> CountHashedBytesAsync(LedgerReader reader)
    {
        long bytes = 0;
        await foreach (var texts in RowsAsync(reader, ListEntries)) bytes += EntryFormBytes + 2 * HashBytes + texts;
        await foreach (var texts in RowsAsync(reader, ListLines)) bytes += LineFormBytes + HashBytes + texts;
        return bytes;
    }

    /// <summary>Reads every column of every row; yields the UTF-8 bytes of each row's texts.</summary>
    private static async IAsyncEnumerable<int> RowsAsync(LedgerReader reader, SqlFile file)
    {
        await using var rows = await reader.RowsAsync(file);
        while (rows.Read()) yield return ReadAll(rows);
    }

    private static int ReadAll(DbDataReader row)
    {
        var bytes = 0;
        for (var column = 0; column < row.FieldCount; column++)
        {
            if (row.GetValue(column) is string text) bytes += System.Text.Encoding.UTF8.GetByteCount(text);
        }

        return bytes;
    }
}

using System.Data.Common;
using System.Security.Cryptography;
using FundLedger.Seals;

namespace FundLedger.Bench;

/// <summary>Verify of a whole ledger, beside reading the same rows with all their columns and hashing as many bytes.</summary>
internal static class Verifying
{
    private const int Rounds = 3;
    private const double Target = 4;

    private static readonly SqlFile ListJournal = new("seals/list_journal");

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
        await foreach (var _ in RowsAsync(reader)) { }
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[64 * 1024];
        for (var left = hashedBytes; left > 0; left -= block.Length) sha256.AppendData(block, 0, (int)Math.Min(left, block.Length));
        return sha256.GetHashAndReset().Length;
    }

    /// <summary>The lines' and entries' forms and the salted texts, as verify hashes them.</summary>
    private static async Task<long> CountHashedBytesAsync(LedgerReader reader)
    {
        long bytes = 0;
        await foreach (var (texts, isFirst) in RowsAsync(reader)) bytes += LineFormBytes + HashBytes + texts + (isFirst ? EntryFormBytes + 2 * HashBytes : 0);
        return bytes;
    }

    /// <summary>Reads every column of every row; yields the UTF-8 bytes of each line's texts, its entry's with the first.</summary>
    private static async IAsyncEnumerable<(int Texts, bool IsFirst)> RowsAsync(LedgerReader reader)
    {
        await using var rows = await reader.RowsAsync(ListJournal);
        var lineNo = rows.GetOrdinal("line_no");
        while (rows.Read())
        {
            var isFirst = rows.GetInt64(lineNo) == 1;
            yield return (ReadAll(rows, isFirst ? 0 : lineNo), isFirst);
        }
    }

    private static int ReadAll(DbDataReader row, int counted)
    {
        var bytes = 0;
        for (var column = 0; column < row.FieldCount; column++)
        {
            if (row.GetValue(column) is string text && column >= counted) bytes += System.Text.Encoding.UTF8.GetByteCount(text);
        }

        return bytes;
    }
}

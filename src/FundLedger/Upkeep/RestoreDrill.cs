using System.Diagnostics;
using System.Text.Json;
using FundLedger.Seals;

namespace FundLedger.Upkeep;

/// <summary>How a drill of restoring went.</summary>
/// <param name="At">When it ended; microseconds since 1970-01-01 UTC, as is <paramref name="MadeAt"/> of the backup.</param>
/// <param name="File">Name of the backup, without its folder.</param>
/// <param name="Entries">That were restored and verified.</param>
/// <param name="IsCompared">The backup said what it holds; where it did not, there was nothing to compare with.</param>
/// <param name="Findings">What was wrong; empty when nothing was.</param>
public sealed record DrillResult(long At, string File, long MadeAt, long Entries, double Seconds, bool IsCompared, IReadOnlyList<Bilingual> Findings)
{
    public bool IsSound => Findings.Count == 0;
}

/// <summary>Restores a backup somewhere else, verifies the books that come of it and compares them with what the backup says: the only proof that a backup is one. Nothing of the books in use is touched.</summary>
public static class RestoreDrill
{
    private const int MostFindings = 10;
    private const string LogName = "drills.jsonl";

    /// <summary>A restore writes the file once, and its indexes are built anew nowhere.</summary>
    private const double RoomForEachByte = 1.2;

    /// <param name="scratch">Folder in which one is made for the restored books, and removed.</param>
    /// <param name="outside">Checkpoints that were filed; those later than the backup are none of its business.</param>
    public static async Task<Outcome<DrillResult>> RunAsync(
        KeptBackup backup, string scratch, TimeProvider clock, IReadOnlyList<SignedNote> outside, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        if (new DriveInfo(Path.GetFullPath(scratch)).AvailableFreeSpace < backup.Bytes * RoomForEachByte)
            return Refusal.Of("drill-room", "scratch",
                $"{scratch} 空间不足：恢复需要约 {backup.Bytes * RoomForEachByte / 1_048_576:N0} MB。请用 --scratch 指定另一个目录。",
                $"There is not enough room in {scratch}: a restore takes about {backup.Bytes * RoomForEachByte / 1_048_576:N0} MB. Name another folder with --scratch.");
        var began = Stopwatch.GetTimestamp();
        var place = new StorageOptions { Directory = Path.Combine(scratch, $"fundledger-drill-{Path.GetFileNameWithoutExtension(backup.File)}-{Environment.ProcessId}") };
        try
        {
            var (findings, entries, isCompared) = await RestoreAndLookAsync(backup, place, clock, outside, progress, stop);
            return new DrillResult(
                Moments.ToMicroseconds(clock.GetUtcNow()), Path.GetFileName(backup.File), backup.MadeAt, entries, Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 2), isCompared, [.. findings.Take(MostFindings)]);
        }
        finally
        {
            if (Directory.Exists(place.Directory)) Directory.Delete(place.Directory, recursive: true);
        }
    }

    /// <summary>Keeps how it went beside the backups.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Keep(string folder, DrillResult result) => File.AppendAllText(Path.Combine(folder, LogName), JsonSerializer.Serialize(result, Shape) + "\n");

    /// <summary>The last one that was kept; null where none was.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static DrillResult? LastIn(string folder)
    {
        var log = Path.Combine(folder, LogName);
        if (!File.Exists(log)) return null;
        foreach (var line in File.ReadLines(log).Reverse())
        {
            try
            {
                if (JsonSerializer.Deserialize<DrillResult>(line, Shape) is { } result) return result;
            }
            catch (JsonException)
            {
                // A line that was cut off by a full disk; the one before it stands.
            }
        }

        return null;
    }

    private static JsonSerializerOptions Shape { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<(List<Bilingual> Findings, long Entries, bool IsCompared)> RestoreAndLookAsync(
        KeptBackup backup, StorageOptions place, TimeProvider clock, IReadOnlyList<SignedNote> outside, IProgress<long>? progress, CancellationToken stop)
    {
        var findings = new List<Bilingual>();
        var said = await StatementOfAsync(backup, findings, stop);
        try
        {
            SqliteBackup.Restore(place, backup.File, clock);
            await using var books = SqliteDatabase.OpenToRead(place);
            var (totals, found) = await books.ReadAsync(async reader =>
            {
                var totals = await BookTotals.ReadAsync(reader);
                var known = outside.Where(note => Checkpoint.Read(note.Text) is not { } checkpoint || checkpoint.Size <= totals.Sealed).ToList();
                return (totals, await Verify.RunAsync(reader, progress, stop, known));
            }, stop);
            findings.AddRange(found.Findings.Select(finding => finding.Message));
            if (said is not null) findings.AddRange(totals.DifferencesFrom(said.Totals));
            return (findings, totals.Entries, said is not null);
        }
        catch (CannotOpenException broken)
        {
            findings.Add(broken.Text);
            return (findings, 0, said is not null);
        }
        catch (Microsoft.Data.Sqlite.SqliteException broken)
        {
            findings.Add(new($"恢复的账本读不出来：{broken.Message}", $"The restored books cannot be read: {broken.Message}"));
            return (findings, 0, said is not null);
        }
    }

    private static async Task<BackupStatement?> StatementOfAsync(KeptBackup backup, List<Bilingual> findings, CancellationToken stop)
    {
        try
        {
            if (await BackupStatement.ReadAsync(backup.File, stop) is not { } said) return null;
            if (said.Bytes != backup.Bytes || said.Sha256 != await BackupStatement.HashAsync(backup.File, stop))
                findings.Add(new("备份文件与写成时不同：校验值不符。", "The backup is not as it was written: its hash differs."));
            return said;
        }
        catch (JsonException)
        {
            findings.Add(new($"备份旁的说明 {Path.GetFileName(BackupStatement.FileOf(backup.File))} 读不懂。", $"The statement beside the backup, {Path.GetFileName(BackupStatement.FileOf(backup.File))}, cannot be read."));
            return null;
        }
    }
}

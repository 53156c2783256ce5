using System.Globalization;
using System.Text.RegularExpressions;

namespace FundLedger.Upkeep;

/// <summary>A backup in the folder of backups.</summary>
/// <param name="MadeAt">Microseconds since 1970-01-01 UTC; to the second, as its name says.</param>
/// <param name="Bytes">Of the file, without its statement.</param>
public sealed record KeptBackup(string File, long MadeAt, long Bytes);

/// <summary>A folder of backups of embedded books: each a file named by its moment, with a statement of what it holds beside it.</summary>
public static partial class Backups
{
    private const string MomentInName = "yyyyMMdd'T'HHmmss'Z'";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Last first; other files of the folder are left alone. None where there is no such folder.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static IReadOnlyList<KeptBackup> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. from file in new DirectoryInfo(folder).EnumerateFiles("fundledger-*.db")
           let madeAt = MomentOf(file.Name)
           where madeAt is not null
           orderby madeAt descending
           select new KeptBackup(file.FullName, madeAt.Value, file.Length),
    ];

    /// <summary>Makes one, with its statement, and removes the oldest beyond those that are kept.</summary>
    /// <param name="keep">How many are kept, this one among them; at least 1.</param>
    /// <param name="now">Microseconds since 1970-01-01 UTC.</param>
    /// <exception cref="CannotOpenException">There are no books, or the folder cannot be written.</exception>
    public static async Task<KeptBackup> TakeAsync(StorageOptions books, string folder, int keep, long now)
    {
        Invariant.Holds(keep > 0);
        SqliteDatabase.MakeFolder(folder);
        var file = Path.Combine(folder, $"fundledger-{Moments.FromMicroseconds(now).UtcDateTime.ToString(MomentInName, CultureInfo.InvariantCulture)}.db");
        await WriteAsync(books, file, now);
        foreach (var old in In(folder).Skip(keep))
        {
            File.Delete(BackupStatement.FileOf(old.File));
            File.Delete(old.File);
        }

        return In(folder).Single(kept => kept.File == Path.GetFullPath(file));
    }

    /// <summary>Writes one to a file of any name, with its statement beside it, both readable by their owner alone.</summary>
    /// <exception cref="CannotOpenException">There are no books, or the file exists or cannot be written.</exception>
    public static async Task WriteAsync(StorageOptions books, string file, long now)
    {
        var totals = await SqliteBackup.WriteCountedAsync(books, file);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, OwnerOnly);
        await BackupStatement.WriteBesideAsync(file, now, totals);
    }

    private static long? MomentOf(string name) =>
        NameOfOne().Match(name) is { Success: true } match && DateTime.TryParseExact(match.Groups[1].Value, MomentInName, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? Moments.ToMicroseconds(new DateTimeOffset(moment)) : null;

    [GeneratedRegex(@"^fundledger-(\d{8}T\d{6}Z)\.db$")]
    private static partial Regex NameOfOne();
}

using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FundLedger.Upkeep;

/// <summary>What a backup says of itself: its bytes and what the books held when it was made. It lies beside the backup and names nobody.</summary>
/// <param name="Sha256">Of the file, in hexadecimal.</param>
/// <param name="MadeAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record BackupStatement(long Bytes, string Sha256, long MadeAt, BookTotals Totals)
{
    private static readonly JsonSerializerOptions Shape = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public static string FileOf(string backup) => backup + ".json";

    internal static async Task WriteBesideAsync(string backup, long madeAt, BookTotals totals)
    {
        var statement = new BackupStatement(new FileInfo(backup).Length, await HashAsync(backup, CancellationToken.None), madeAt, totals);
        await File.WriteAllTextAsync(FileOf(backup), JsonSerializer.Serialize(statement, Shape) + "\n");
    }

    /// <summary>Null where none lies beside it.</summary>
    /// <exception cref="JsonException">What lies there is none.</exception>
    internal static async Task<BackupStatement?> ReadAsync(string backup, CancellationToken stop) =>
        File.Exists(FileOf(backup)) ? JsonSerializer.Deserialize<BackupStatement>(await File.ReadAllTextAsync(FileOf(backup), stop), Shape) : null;

    /// <summary>How many entries it says that it holds; null where it says nothing that can be read.</summary>
    public static async Task<long?> EntriesOfAsync(string backup, CancellationToken stop)
    {
        try
        {
            return (await ReadAsync(backup, stop))?.Totals.Entries;
        }
        catch (JsonException)
        {
            return null; // the drill tells of it
        }
    }

    internal static async Task<string> HashAsync(string file, CancellationToken stop)
    {
        await using var bytes = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, stop));
    }
}

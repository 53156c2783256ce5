using System.Data.Common;
using Dapper;
using FundLedger.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace FundLedger.Bench.Endurance;

/// <summary>What is in the books under the keys of the API, read from their rows and not by the program.</summary>
/// <param name="Operations">Keys with an outcome.</param>
/// <param name="Entries">By key: how many entries, the first one's number, and what the debits of all come to.</param>
internal sealed record KeptBooks(IReadOnlySet<string> Operations, IReadOnlyDictionary<string, KeptEntries> Entries, IReadOnlyDictionary<string, int> References)
{
    internal static async Task<KeptBooks> ReadAsync(StorageOptions place)
    {
        await using DbConnection connection = place.Dialect == Dialect.Sqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = place.DatabaseFile, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString()) : new SqlConnection(place.ConnectionString);
        await connection.OpenAsync();
        var operations = await connection.QueryAsync<string>("SELECT operation_key FROM operations WHERE operation_key LIKE 'api/%'");
        var entries = await connection.QueryAsync<(string Key, long Count, long First, long Debits)>(
            """
            SELECT entry.operation_key, COUNT(DISTINCT entry.entry_id), MIN(entry.entry_id), SUM(CASE WHEN line.amount_minor > 0 THEN line.amount_minor ELSE 0 END)
            FROM journal_entries entry JOIN journal_lines line ON line.entry_id = entry.entry_id
            WHERE entry.operation_key LIKE 'api/%' GROUP BY entry.operation_key
            """);
        var references = await connection.QueryAsync<(string Reference, long Count)>("SELECT bank_reference, COUNT(*) FROM donations WHERE bank_reference LIKE 'IMP-%' GROUP BY bank_reference");
        return new KeptBooks(
            operations.Select(KeyOf).ToHashSet(StringComparer.Ordinal), entries.ToDictionary(row => KeyOf(row.Key), row => new KeptEntries(row.Count, row.First, row.Debits), StringComparer.Ordinal),
            references.ToDictionary(row => row.Reference, row => (int)row.Count, StringComparer.Ordinal));
    }

    /// <summary>As it was sent: the books lead it with whose it is.</summary>
    private static string KeyOf(string kept) => kept[(kept.LastIndexOf('/') + 1)..];
}

internal sealed record KeptEntries(long Count, long First, long Debits);

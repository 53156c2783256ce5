using System.Text.RegularExpressions;

namespace FundLedger.Storage.Copies;

/// <summary>A table of the ledger with the statements that its database's own catalogue made for it.</summary>
internal sealed partial record StoredTable
{
    /// <summary>Written last: what lacks it is no ledger yet.</summary>
    internal const string Ledger = "ledger";

    private static readonly SqlFile List = new("copying/list_tables");

    public string TableName { get; init; } = "";
    public string ReadStatement { get; init; } = "";

    /// <summary>Of one row on SQLite, each parameter named as its column; on a server many rows are put in for <c>@rows</c>.</summary>
    public string WriteStatement { get; init; } = "";

    /// <summary>Each column with its type, in the order of <see cref="WriteStatement"/>; empty where columns have none.</summary>
    public string ColumnTypes { get; init; } = "";

    /// <summary>Every table that a migration made, each after those it refers to; the ledger's own row at the end.</summary>
    internal static async Task<IReadOnlyList<StoredTable>> AllAsync(LedgerReader reader)
    {
        var listed = (await reader.QueryAsync<StoredTable>(List)).ToDictionary(table => table.TableName);
        return [.. NamesInOrder(reader.Dialect).OrderBy(name => name == Ledger).Select(name => listed[name])];
    }

    internal async Task<StoredRows> ReadAsync(LedgerReader reader) => new(await reader.RowsAsync(ReadStatement));

    /// <summary>What one migration made and a later one dropped, perhaps to make it anew, stands where it was made last.</summary>
    private static List<string> NamesInOrder(Dialect dialect)
    {
        var names = new List<string>();
        foreach (var change in Migrator.Carried(dialect).SelectMany(migration => MadeOrDropped().Matches(migration.Script)))
        {
            if (change.Groups["made"].Success) names.Add(change.Groups["made"].Value);
            else names.Remove(change.Groups["dropped"].Value);
        }

        return names;
    }

    [GeneratedRegex(@"^(CREATE\s+TABLE\s+(?<made>\w+)|DROP\s+TABLE\s+(?<dropped>\w+))", RegexOptions.Multiline)]
    private static partial Regex MadeOrDropped();
}

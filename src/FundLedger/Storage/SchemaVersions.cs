namespace FundLedger.Storage;

/// <summary>Which schema the books have, and which the program works with: numbers of migrations.</summary>
public sealed record SchemaVersions(int OfTheBooks, int OfTheProgram)
{
    private static readonly SqlFile List = new("storage/list_migrations");

    /// <summary>False after another node with a newer program upgraded the books, or none has yet.</summary>
    public bool AreOne => OfTheBooks == OfTheProgram;

    public static async Task<SchemaVersions> ReadAsync(LedgerReader reader) =>
        new((await reader.QueryAsync<NumberRow>(List)).Max(row => (int)row.Number), Migrator.Carried(reader.Dialect)[^1].Number);

    private sealed record NumberRow
    {
        public long Number { get; init; }
    }
}

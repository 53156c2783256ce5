namespace FundLedger.Storage;

/// <summary>The keys under which a host protects cookies and form tokens, kept with the books: a restart keeps them and every node has them.</summary>
/// <remarks>They are stored as they are given: whoever can read the database can read them.</remarks>
public static class ProtectionKeys
{
    private static readonly SqlFile Insert = new("storage/insert_protection_key");
    private static readonly SqlFile List = new("storage/list_protection_keys");

    /// <summary>All of them, as XML, in the order they were stored.</summary>
    public static Task<IReadOnlyList<string>> ListAsync(LedgerReader reader) => reader.QueryAsync<string>(List);

    /// <summary>Stores a key, unless this very request was done before.</summary>
    /// <param name="name">One of its own for each key.</param>
    public static Task<Outcome<string>> StoreAsync(Database database, Asked asked, string name, string element) => database.WriteAsync<string>(
        asked.For("store-protection-key"),
        async tx =>
        {
            await tx.ExecuteAsync(Insert, new { name, element });
            return name;
        });
}

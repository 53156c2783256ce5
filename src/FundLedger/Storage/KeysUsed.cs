namespace FundLedger.Storage;

/// <summary>Which operation keys have an outcome.</summary>
public static class KeysUsed
{
    private static readonly SqlFile Find = new("storage/find_operation");

    /// <summary>Whether sending this operation again would be answered with what was done first, or with a conflict.</summary>
    public static async Task<bool> IsUsedAsync(LedgerReader reader, string key) => await reader.Prepared(Find).ScalarAsync(key) is not null;
}

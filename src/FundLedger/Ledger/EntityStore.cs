namespace FundLedger.Ledger;

/// <summary>Entities with the accounts of their chart.</summary>
internal static class EntityStore
{
    private static readonly SqlFile InsertEntity = new("ledger/insert_entity");
    private static readonly SqlFile InsertAccount = new("ledger/insert_account");

    internal static async Task<Entity> InsertAsync(LedgerTransaction tx, string code, string name, Currency currency, Chart chart)
    {
        var id = await tx.SingleAsync<long>(InsertEntity, new { code, name, currency = currency.Code, chart = chart.Code });
        foreach (var account in chart.Accounts) await InsertAsync(tx, id, account, chart.ValidFrom, validTo: null);
        Books.Changed(tx);
        return new Entity(id, code, name, currency, chart.Code);
    }

    internal static Task InsertAsync(LedgerTransaction tx, long entityId, ChartAccount account, DateOnly validFrom, DateOnly? validTo) => tx.ExecuteAsync(InsertAccount, new
    {
        entity_id = entityId,
        code = account.Code,
        role = account.Role?.ToString() ?? "",
        name_zh = account.Name.Zh,
        name_en = account.Name.En,
        layer = StoredWords.Word(account.Layer),
        type = StoredWords.Word(account.Type),
        counts_as = StoredWords.Word(account.CountsAs),
        valid_from = validFrom.ToIso(),
        valid_to = validTo?.ToIso(),
        closes_to = StoredWords.Word(account.ClosesTo),
    });
}

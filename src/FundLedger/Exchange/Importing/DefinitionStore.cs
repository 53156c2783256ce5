using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>Definitions to be made in one operation.</summary>
internal sealed record DefinitionBatch(IReadOnlyList<Entity> Entities, IReadOnlyList<Account> Accounts, IReadOnlyList<Fund> Funds, IReadOnlyList<Source> Sources)
{
    private const int MostRows = 1_000;

    /// <summary>In an order in which each finds what it stands on.</summary>
    internal static IEnumerable<DefinitionBatch> Of(FileDefinitions file, IReadOnlyList<Account> chartAccounts) =>
    [
        .. file.Entities.Chunk(MostRows).Select(rows => new DefinitionBatch(rows, [], [], [])),
        .. file.Accounts.Concat(chartAccounts).Chunk(MostRows).Select(rows => new DefinitionBatch([], rows, [], [])),
        .. file.Funds.Chunk(MostRows).Select(rows => new DefinitionBatch([], [], rows, [])),
        .. file.Sources.Chunk(MostRows).Select(rows => new DefinitionBatch([], [], [], rows)),
    ];

    internal string Content => string.Join(' ', Entities.Select(row => row.Code).Concat(Accounts.Select(row => row.Code)).Concat(Funds.Select(row => row.Code)).Concat(Sources.Select(row => row.Code)));
}

/// <summary>Makes the definitions of a file in a ledger, under the ledger's own numbers.</summary>
internal static class DefinitionStore
{
    private static readonly SqlFile InsertEntity = new("ledger/insert_entity");
    private static readonly SqlFile InsertFund = new("funds/insert_fund");

    /// <param name="fileEntities">Every entity of the file, whose numbers the batch's rows speak of.</param>
    /// <param name="fileFunds">Every fund of the file, likewise.</param>
    internal static async Task InsertAsync(LedgerTransaction tx, DefinitionBatch batch, IReadOnlyDictionary<long, string> fileEntities, IReadOnlyDictionary<long, string> fileFunds)
    {
        foreach (var entity in batch.Entities)
            await tx.SingleAsync<long>(InsertEntity, new { code = entity.Code, name = entity.Name, currency = entity.Currency.Code, chart = entity.Chart });
        Books.Changed(tx);

        var books = await Books.OfAsync(tx);
        var entities = books.Entities.ToDictionary(entity => entity.Code, entity => entity.Id);
        foreach (var account in batch.Accounts)
            await EntityStore.InsertAsync(tx, entities[fileEntities[account.EntityId]],
                new ChartAccount(account.Code, account.Role, account.Name, account.Layer, account.Type, account.CountsAs) { ClosesTo = Chart.ClosesToOf(account) }, account.ValidFrom, account.ValidTo);
        foreach (var source in batch.Sources) await SourceStore.InsertAsync(tx, source with { EntityId = entities[fileEntities[source.EntityId]] });

        var funds = books.Funds.ToDictionary(fund => fund.Code, fund => fund.Id);
        foreach (var fund in batch.Funds)
        {
            await InsertAsync(tx, fund, entities[fileEntities[fund.EntityId]], fund.ParentId is { } parent ? funds[fileFunds[parent]] : null);
            if (batch.Funds.Any(other => other.ParentId == fund.Id)) funds = await FundNumbersAsync(tx);
        }

        Books.Changed(tx);
    }

    private static async Task<Dictionary<string, long>> FundNumbersAsync(LedgerTransaction tx)
    {
        Books.Changed(tx);
        return (await Books.OfAsync(tx)).Funds.ToDictionary(fund => fund.Code, fund => fund.Id);
    }

    private static Task InsertAsync(LedgerTransaction tx, Fund fund, long entityId, long? parentId) => tx.ExecuteAsync(InsertFund, new
    {
        entity_id = entityId,
        code = fund.Code,
        name = fund.Name,
        kind = fund.Kind.ToString(),
        currency = fund.Currency.Code,
        parent_id = parentId,
        spending_order = string.Join(',', fund.SpendingOrder),
    });
}

using FundLedger.Ledger;

namespace FundLedger.Funds;

/// <param name="Chart">The chart its accounts come from.</param>
public sealed record NewEntity(string Code, string Name, Currency Currency, Chart Chart);

public sealed record EntityCreated(string Code);

/// <summary>Opens the books of an entity (会计主体) on a chart of accounts.</summary>
public sealed class CreateEntity(Database database)
{
    public Task<Outcome<EntityCreated>> RunAsync(Asked asked, NewEntity entity, CancellationToken stop = default) => database.WriteAsync<EntityCreated>(
        asked.For("create-entity", OperationField.Of("code", entity.Code), OperationField.Of("name", entity.Name),
            OperationField.Of("currency", entity.Currency.Code), OperationField.Of("chart", entity.Chart.Code)),
        async tx =>
        {
            var code = entity.Code.ToNfc();
            if (string.IsNullOrWhiteSpace(code) || string.IsNullOrWhiteSpace(entity.Name))
                return Refusal.Of("entity-name", "code", "请填写会计主体的代码和名称。", "Give the entity a code and a name.");
            if ((KeptText.EntityCode.RefusalFor(code, "code") ?? KeptText.Title.RefusalFor(entity.Name, "name") ?? entity.Chart.WhatIsWrong()) is { } refusal) return refusal;
            var books = await Books.OfAsync(tx);
            if (books.Entities.Any(known => known.Code == code))
                return Refusal.Of("entity-exists", "code", $"会计主体“{entity.Code}”已存在。", $"There is an entity '{entity.Code}' already.");
            await EntityStore.InsertAsync(tx, code, entity.Name, entity.Currency, entity.Chart);
            return new EntityCreated(entity.Code);
        }, stop);
}

using System.Text.RegularExpressions;
using FundLedger.Ledger;

namespace FundLedger.Funds;

/// <summary>What a new fund is to be.</summary>
/// <param name="Code">1 to 40 letters, digits, dots or dashes; unique in the ledger, and for good.</param>
/// <param name="Parent">Code of the fund above it in the reporting tree; null at the top.</param>
/// <param name="Entity">Code of the entity whose books it is in; null for the only one, which is made when there is none.</param>
public sealed record NewFund(string Code, string Name, FundKind Kind, Currency Currency, string? Parent = null, string? Entity = null);

public sealed record FundCreated(string Code, string Entity);

/// <summary>Opens a fund.</summary>
public sealed partial class CreateFund(Database database)
{
    private static readonly SqlFile Insert = new("funds/insert_fund");

    /// <summary>Spent first to last when no source is named.</summary>
    private static readonly SourceKind[] DefaultSpendingOrder = [SourceKind.SeedMoney, SourceKind.Matching, SourceKind.Donation, SourceKind.OwnFunds];

    public Task<Outcome<FundCreated>> RunAsync(Asked asked, NewFund fund, CancellationToken stop = default) => database.WriteAsync<FundCreated>(
        asked.For("create-fund", OperationField.Of("code", fund.Code), OperationField.Of("name", fund.Name), OperationField.Of("kind", fund.Kind.ToString()),
            OperationField.Of("currency", fund.Currency.Code), OperationField.Of("parent", fund.Parent), OperationField.Of("entity", fund.Entity)),
        async tx =>
        {
            if (RefusalForNames(fund) is { } badName) return badName;
            var books = await Books.OfAsync(tx);
            if (books.FindFund(fund.Code) is not null)
                return Refusal.Of("fund-exists", "code", $"基金代码“{fund.Code}”已被使用。请换一个。", $"There is a fund '{fund.Code}' already. Choose another code.");

            if (!(await EntityAsync(tx, books, fund)).IsDone(out var entity, out var refusal)) return refusal;
            if (!ParentOf(books, fund, entity).IsDone(out var parentId, out refusal)) return refusal;

            await tx.ExecuteAsync(Insert, new
            {
                entity_id = entity.Id,
                code = fund.Code,
                name = fund.Name,
                kind = fund.Kind.ToString(),
                currency = fund.Currency.Code,
                parent_id = parentId,
                spending_order = string.Join(',', DefaultSpendingOrder),
            });
            Books.Changed(tx);
            return new FundCreated(fund.Code, entity.Code);
        }, stop);

    private static Refusal? RefusalForNames(NewFund fund)
    {
        if (!Code().IsMatch(fund.Code))
            return Refusal.Of("fund-code", "code", $"基金代码“{fund.Code}”不可用：请用 1 至 40 个字母、数字、点或连字符，首尾为字母或数字。", $"'{fund.Code}' cannot be a fund code: use 1 to 40 letters, digits, dots or dashes, beginning and ending with a letter or digit.");
        if (string.IsNullOrWhiteSpace(fund.Name))
            return Refusal.Of("fund-name", "name", "请填写基金名称。", "Give the fund a name.");
        return KeptText.Title.RefusalFor(fund.Name, "name");
    }

    private static async Task<Outcome<Entity>> EntityAsync(LedgerTransaction tx, Books books, NewFund fund) =>
        fund.Entity is null && !books.Entities.Any()
            ? await EntityStore.InsertAsync(tx, "MAIN", "默认会计主体", fund.Currency, Chart.Npo2004)
            : books.EntityOrOnly(fund.Entity);

    private static Outcome<long?> ParentOf(Books books, NewFund fund, Entity entity)
    {
        if (fund.Parent is null) return (long?)null;
        if (books.FindFund(fund.Parent) is not { } parent || parent.EntityId != entity.Id)
            return Refusal.Of("fund-unknown", "parent", $"没有上级基金“{fund.Parent}”。", $"There is no fund '{fund.Parent}' to be the parent.");
        if (parent.Status == FundStatus.Closed)
            return Refusal.Of("fund-closed", "parent", $"上级基金 {parent.Code} 已终止。", $"The parent fund {parent.Code} is closed.");
        if (parent.Kind == FundKind.ProgrammeFund && fund.Kind == FundKind.ProgrammeFund)
            return Refusal.Of("fund-parent", "parent", "专项基金之下不得再设专项基金。", "A programme fund may not contain another programme fund.");
        return parent.Id;
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}]([\p{L}\p{Nd}.\-]{0,38}[\p{L}\p{Nd}])?$")]
    private static partial Regex Code();
}

using FundLedger.Ledger;

namespace FundLedger.Spending;

/// <param name="From">Code of the source that paid the cost.</param>
/// <param name="To">Code of the source that is to bear it.</param>
public sealed record Recharge(string Fund, string From, string To, Money Amount, DateOnly On, CostKind Cost = CostKind.Programme);

public sealed record CostRecharged(EntryId Entry);

/// <summary>Moves a cost from one source to another of the same fund: Cost·To / Bank·To, Bank·From / Cost·From.</summary>
public sealed class RechargeCost(Database database)
{
    public Task<Outcome<CostRecharged>> RunAsync(Asked asked, Recharge recharge, CancellationToken stop = default) => database.WriteAsync<CostRecharged>(
        asked.For("recharge", OperationField.Of("fund", recharge.Fund), OperationField.Of("from", recharge.From), OperationField.Of("to", recharge.To),
            OperationField.Of("amount", recharge.Amount), OperationField.Of("on", recharge.On), OperationField.Of("cost", recharge.Cost.ToString())) with { ReadsTotals = true },
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(recharge.Fund).IsDone(out var fund, out var refusal)) return refusal;
            var entity = books.Entity(fund.EntityId);
            if (!books.Source(entity, recharge.From, "from").IsDone(out var from, out refusal)) return refusal;
            if (!books.Source(entity, recharge.To, "to").IsDone(out var to, out refusal)) return refusal;
            if (Amounts.RefusalFor(recharge.Amount, fund) is { } badAmount) return badAmount;
            if (from.Id == to.Id) return Refusal.Of("recharge-same-source", "to", "转出和转入是同一个来源。请另选一个。", "The cost would go to the source it comes from. Choose another.");

            var cost = recharge.Cost.Role();
            if (!books.Account(entity, cost, recharge.On).IsDone(out _, out refusal)) return refusal;
            var borne = await AccountBalances.NetAsync(tx, fund, from, cost);
            if (borne.MinorUnits < recharge.Amount.MinorUnits)
                return Refusal.Of("recharge-over-cost", "amount", $"来源 {from.Code} 承担的此类费用为 {borne.ToGroupedText()}，不足 {recharge.Amount.ToGroupedText()}。", $"Source {from.Code} bears {borne} of such costs; {recharge.Amount} is more.");
            return await Journal.AppendAsync(tx, new EntryDraft(entity, EntryKind.Recharge, recharge.On,
            [
                LineDraft.Debit(cost, fund, to, recharge.Amount),
                LineDraft.Credit(AccountRole.Bank, fund, to, recharge.Amount),
                LineDraft.Debit(AccountRole.Bank, fund, from, recharge.Amount),
                LineDraft.Credit(cost, fund, from, recharge.Amount),
            ])).Then(entry => new CostRecharged(entry));
        }, stop);
}

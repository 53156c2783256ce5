using FundLedger.Ledger;

namespace FundLedger.Charts;

/// <param name="Entity">Code of the entity; null for the only one.</param>
/// <param name="To">The chart from the first day on.</param>
/// <param name="FirstDay">The first of January it counts from; the year before is closed.</param>
/// <param name="Mapping">Which code becomes which; every account in use is named.</param>
public sealed record NewConversion(string? Entity, Chart To, DateOnly FirstDay, IReadOnlyDictionary<string, string> Mapping);

/// <param name="AccountCount">Accounts that became others.</param>
public sealed record ChartConverted(string Entity, string Chart, long EntryCount, int AccountCount);

/// <summary>Puts an entity on another chart from a first of January on: balances move to their new accounts by fund, source and subject, and nothing else changes.</summary>
/// <remarks>An account that is the same in both charts stays. Entries of before keep their codes.</remarks>
public sealed class ConvertChart(Database database)
{
    private const int MostLines = 1_000;

    private static readonly SqlFile SetAccountEnd = new("charts/set_account_end");
    private static readonly SqlFile SetChart = new("charts/set_chart");
    private static readonly SqlFile InsertConversion = new("charts/insert_conversion");

    public Task<Outcome<ChartConverted>> RunAsync(Asked asked, NewConversion wanted, CancellationToken stop = default) => database.WriteAsync<ChartConverted>(
        asked.For("convert-chart", OperationField.Of("entity", wanted.Entity), OperationField.Of("chart", wanted.To.Code), OperationField.Of("on", wanted.FirstDay), OperationField.Of("mapping", ChartPlan.Written(wanted.Mapping))) with { ReadsTotals = true },
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.EntityOrOnly(wanted.Entity).IsDone(out var entity, out var refusal)) return refusal;
            await Periods.HoldAsync(tx, entity.Id);
            if (wanted.To.WhatIsWrong() is { } badChart) return badChart;
            if (!ChartPlan.Of(Conversions.InUse(books, entity, wanted.FirstDay), wanted.To, wanted.Mapping).IsDone(out var plan, out refusal)) return refusal;
            if (await ConversionCheck.RefusalForAsync(tx, books, entity, wanted.To, wanted.FirstDay, plan, tx.Today) is { } notNow) return notNow;

            var (balances, open) = (await Conversions.BalancesAsync(tx, books, entity, wanted.FirstDay), await Conversions.OpenItemsAsync(tx, entity));
            if (await ReplaceAccountsAsync(tx, entity, wanted, plan) is { } notReplaced) return notReplaced;
            var number = (await Conversions.ListAsync(tx, books)).Count(known => known.Entity.Id == entity.Id) + 1;
            await tx.ExecuteAsync(InsertConversion, new
            {
                entity_id = entity.Id, conversion_no = (long)number, first_day = wanted.FirstDay.ToIso(), from_chart = entity.Chart, to_chart = wanted.To.Code,
                mapping = ChartPlan.Written(wanted.Mapping), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            var drafts = DraftsOf(await Books.OfAsync(tx), entity, wanted, plan, balances, open).ToList();
            foreach (var some in drafts.Chunk(MostLines))
                if (!(await Journal.AppendManyAsync(tx, some)).IsDone(out _, out refusal)) return refusal;
            return new ChartConverted(entity.Code, wanted.To.Code, drafts.Count, plan.Count(row => !row.Stays));
        }, stop);

    /// <summary>Accounts that end do so on the day before; new ones begin. One that a conversion made before, and lost again, is used again.</summary>
    private static async Task<Refusal?> ReplaceAccountsAsync(LedgerTransaction tx, Entity entity, NewConversion wanted, IReadOnlyList<AccountConversion> plan)
    {
        var books = await Books.OfAsync(tx);
        foreach (var ending in plan.Where(row => !row.Stays)) await tx.ExecuteAsync(SetAccountEnd, new { valid_to = wanted.FirstDay.AddDays(-1).ToIso(), account_id = ending.From.Id });
        var staying = plan.Where(row => row.Stays).Select(row => row.To.Code).ToHashSet();
        foreach (var account in wanted.To.Accounts.Where(account => !staying.Contains(account.Code)))
        {
            if (books.Accounts.FirstOrDefault(known => known.EntityId == entity.Id && known.Code == account.Code && known.ValidFrom == wanted.FirstDay) is not { } known)
                await EntityStore.InsertAsync(tx, entity.Id, account, wanted.FirstDay, validTo: null);
            else if ((known.Role, known.Layer, known.Type, known.CountsAs, known.ClosesTo) == (account.Role, account.Layer, account.Type, account.CountsAs, account.ClosesTo))
                await tx.ExecuteAsync(SetAccountEnd, new { valid_to = (string?)null, account_id = known.Id });
            else
                return Refusal.Of("account-differs", "chart", $"科目 {account.Code} 在先前撤销的转换中已按另一种性质建立。请换代码。", $"Account {account.Code} was made with another role or type by a conversion that was taken back. Give it another code.");
        }

        await tx.ExecuteAsync(SetChart, new { chart = wanted.To.Code, entity_id = entity.Id });
        Books.Changed(tx);
        return null;
    }

    /// <summary>One entry of each fund, several where it has more lines than an entry may have.</summary>
    private static IEnumerable<EntryDraft> DraftsOf(Books books, Entity entity, NewConversion wanted, IReadOnlyList<AccountConversion> plan,
        IReadOnlyList<(Fund Fund, Source Source, Account Account, Money Net)> balances, ILookup<(long Fund, long Source, long Account), (string Subject, long AmountMinor)> open)
    {
        var moving = plan.Where(row => !row.Stays).ToDictionary(row => row.From.Id, row => books.FindAccount(entity, row.To.Code, wanted.FirstDay)!);
        foreach (var fund in balances.Where(balance => moving.ContainsKey(balance.Account.Id)).GroupBy(balance => balance.Fund))
        {
            var pairs = new List<LineDraft[]>();
            foreach (var (_, source, account, net) in fund)
            {
                var left = net;
                foreach (var (subject, amountMinor) in open[(fund.Key.Id, source.Id, account.Id)])
                {
                    var amount = new Money(amountMinor, net.Currency);
                    pairs.Add(Pair(account, source, amount, subject));
                    left -= amount;
                }

                if (!left.IsZero) pairs.Add(Pair(account, source, left, ""));
            }

            foreach (var some in pairs.Chunk(MostLines / 2))
                yield return new EntryDraft(entity, EntryKind.ChartConverted, wanted.FirstDay, [.. some.SelectMany(pair => pair)]) { Document = new SourceDocument("chart", wanted.To.Code) };

            LineDraft[] Pair(Account account, Source source, Money amount, string subject) =>
                [LineDraft.On(account, fund.Key, source, -amount, subject), LineDraft.On(moving[account.Id], fund.Key, source, amount, subject)];
        }
    }
}

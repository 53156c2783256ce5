using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Charts;

/// <summary>A change of the chart, as it was made.</summary>
/// <param name="Mapping">Which code became which, as CSV.</param>
/// <param name="IsUndone">It was taken back whole.</param>
public sealed record ChartConversion(Entity Entity, long Number, DateOnly FirstDay, string FromChart, string ToChart, string Mapping, bool IsUndone);

/// <summary>A row of the two trial balances side by side.</summary>
/// <param name="Balance">At the end of the day before, over all funds in the currency; a debit is positive.</param>
public sealed record ConvertedBalance(AccountConversion Of, Currency Currency, Money Balance);

/// <summary>What a change of the chart would move.</summary>
/// <param name="NotNow">Why it would be refused; null when it may be made.</param>
/// <param name="Rows">Every account that has a balance, by its old code: the trial balance in old and new codes.</param>
public sealed record ConversionPreview(Entity Entity, DateOnly FirstDay, Chart To, Refusal? NotNow, IReadOnlyList<AccountConversion> Plan, IReadOnlyList<ConvertedBalance> Rows)
{
    /// <summary>Of the balance sheet on the first day, by new code: assets, liabilities and net assets.</summary>
    public IEnumerable<ConvertedBalance> OpeningBalanceSheet => Rows.Where(row => row.Of.To.Type is AccountType.Asset or AccountType.Liability or AccountType.NetAssets).OrderBy(row => row.Of.To.Code, StringComparer.Ordinal);
}

/// <summary>Reads changes of charts.</summary>
public static class Conversions
{
    private static readonly SqlFile List = new("charts/list_conversions");
    private static readonly SqlFile ListBalances = new("charts/list_balances");
    private static readonly SqlFile ListOpenItems = new("charts/list_open_items");

    /// <summary>All of them, by entity, in the order they were made.</summary>
    public static async Task<IReadOnlyList<ChartConversion>> ListAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<Row>(List)).Select(row => new ChartConversion(
            books.Entity(row.EntityId), row.ConversionNo, DateOnly.Parse(row.FirstDay, CultureInfo.InvariantCulture), row.FromChart, row.ToChart, row.Mapping, row.IsUndone == 1))];

    /// <summary>The old and the new trial balance side by side, and whether the change may be made.</summary>
    public static async Task<ConversionPreview> PreviewAsync(LedgerReader reader, Books books, Entity entity, Chart to, DateOnly firstDay, IReadOnlyDictionary<string, string> mapping, DateOnly today)
    {
        if (!ChartPlan.Of(InUse(books, entity, firstDay), to, mapping).IsDone(out var plan, out var refusal)) return new ConversionPreview(entity, firstDay, to, refusal, [], []);
        var byAccount = plan.ToDictionary(row => row.From.Id);
        var rows = (await BalancesAsync(reader, books, entity, firstDay)).GroupBy(balance => (balance.Account.Id, balance.Net.Currency))
            .Where(group => byAccount.ContainsKey(group.Key.Id))
            .Select(group => new ConvertedBalance(byAccount[group.Key.Id], group.Key.Currency, group.Select(balance => balance.Net).Aggregate((sum, net) => sum + net)))
            .OrderBy(row => row.Of.From.Code, StringComparer.Ordinal);
        return new ConversionPreview(entity, firstDay, to, await ConversionCheck.RefusalForAsync(reader, books, entity, to, firstDay, plan, today), plan, [.. rows]);
    }

    internal static IEnumerable<Account> InUse(Books books, Entity entity, DateOnly firstDay) => books.Accounts.Where(account => account.EntityId == entity.Id && account.IsValidOn(firstDay.AddDays(-1)));

    internal static async Task<IReadOnlyList<(Fund Fund, Source Source, Account Account, Money Net)>> BalancesAsync(LedgerReader reader, Books books, Entity entity, DateOnly firstDay) =>
        [.. (await reader.QueryAsync<BalanceRow>(ListBalances, new { last_day = firstDay.AddDays(-1).ToIso(), entity_id = entity.Id }))
            .Select(row => (books.Fund(row.FundId), books.Source(row.SourceId), books.Account(row.AccountId), new Money(row.NetMinor, books.Fund(row.FundId).Currency)))];

    /// <summary>What is open of each subject, now.</summary>
    internal static async Task<ILookup<(long Fund, long Source, long Account), (string Subject, long AmountMinor)>> OpenItemsAsync(LedgerReader reader, Entity entity) =>
        (await reader.QueryAsync<OpenRow>(ListOpenItems, new { entity_id = entity.Id })).ToLookup(row => (row.FundId, row.SourceId, row.AccountId), row => (row.Subject, row.AmountMinor));

    private sealed record Row
    {
        public long EntityId { get; init; }
        public long ConversionNo { get; init; }
        public string FirstDay { get; init; } = "";
        public string FromChart { get; init; } = "";
        public string ToChart { get; init; } = "";
        public string Mapping { get; init; } = "";
        public long IsUndone { get; init; }
    }

    private sealed record BalanceRow
    {
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public long AccountId { get; init; }
        public long NetMinor { get; init; }
    }

    private sealed record OpenRow
    {
        public string Subject { get; init; } = "";
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public long AmountMinor { get; init; }
    }
}

/// <summary>When a chart may be changed.</summary>
internal static class ConversionCheck
{
    private static readonly SqlFile FindLineSince = new("charts/find_line_since");

    internal static async Task<Refusal?> RefusalForAsync(LedgerReader reader, Books books, Entity entity, Chart to, DateOnly firstDay, IReadOnlyList<AccountConversion> plan, DateOnly today)
    {
        if (firstDay.Day != 1 || firstDay.Month != 1)
            return Refusal.Of("not-new-year", "on", $"科目转换从一年的第一天起，{firstDay.ToIso()} 不是。", $"A chart changes with the first day of a year; {firstDay.ToIso()} is none.");
        if (firstDay > today) return Refusal.Of("date-in-future", "on", $"日期 {firstDay.ToIso()} 晚于今天（{today.ToIso()}）。", $"{firstDay.ToIso()} is after today ({today.ToIso()}).");
        if (entity.Chart == to.Code) return Refusal.Of("chart-in-use", "chart", $"会计主体 {entity.Code} 已使用科目表 {to.Code}。", $"Entity {entity.Code} is on the chart {to.Code} already.");
        if (await Ledger.Years.YearEnds.FindAsync(reader, books, entity, firstDay.Year - 1) is not { Status: PeriodStatus.Closed })
            return Refusal.Of("year-open", "on", $"{firstDay.Year - 1} 年没有年结。请先年结，再转换科目。", $"{firstDay.Year - 1} is not closed. Close it first, then change the chart.");
        if (await Periods.LastClosedAsync(reader, books, entity) is { } closed && closed.CompareTo(PeriodMonth.Of(firstDay)) >= 0)
            return Refusal.Of("period-closed", "on", $"账本已结至 {closed}，不能再记入 {firstDay.ToIso()}。", $"The books are closed to {closed}, so {firstDay.ToIso()} takes no more entries.");
        var moving = System.Text.Json.JsonSerializer.Serialize(plan.Where(row => !row.Stays).Select(row => row.From.Id));
        return await reader.FindAsync<long?>(FindLineSince, new { accounts = moving, first_day = firstDay.ToIso() }) is { } used
            ? Refusal.Of("account-used-since", "on",
                $"{firstDay.ToIso()} 以后已有分录记在要转换的科目 {books.Account(used).Code} 上。请先冲销这些分录，转换后再重新入账。",
                $"Entries of {firstDay.ToIso()} or later stand on account {books.Account(used).Code}, which changes. Reverse them first, and post them again afterwards.")
            : null;
    }
}

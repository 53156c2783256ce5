using FundLedger.Donations.Lists;
using FundLedger.Ledger;

namespace FundLedger.Donations.Importing;

/// <summary>Which rows that read well the ledger can take as well.</summary>
/// <param name="Closed">The last closed month; null when every month is open.</param>
/// <param name="InForceFrom">The first day of the chart.</param>
internal sealed record PostableRows(DateOnly Today, PeriodMonth? Closed, DateOnly InForceFrom)
{
    internal static async Task<PostableRows> OfAsync(LedgerReader reader, Books books, Entity entity, DateOnly today)
    {
        var roles = new[] { AccountRole.Bank, AccountRole.DonationIncome };
        var first = roles.Max(role => books.Accounts.Where(account => account.EntityId == entity.Id && account.Role == role).Select(account => account.ValidFrom).DefaultIfEmpty().Min());
        return new PostableRows(today, await Periods.LastClosedAsync(reader, books, entity), first);
    }

    /// <summary>Whether no row can be among those refused, so that none needs looking at.</summary>
    internal bool TakesAllOf(ListScan scan)
    {
        if (scan.Dates is not { } dates) return true;
        var areDatesOpen = dates.Last <= Today && dates.First >= InForceFrom && (Closed is not { } month || dates.First > month.LastDay);
        return areDatesOpen && scan.Sum.MinorUnits <= EntryRules.MostMinorUnits;
    }

    /// <summary>The row as one to mend, or null when the ledger takes it.</summary>
    internal ListRow.Failed? FailureOf(ListRow.Gift gift, ColumnMapping mapping) =>
        RefusalFor(gift) is { } reason ? new ListRow.Failed(gift.Row, mapping.HeaderOf(reason.Field == "amount" ? ListColumn.Amount : ListColumn.Date), reason) : null;

    internal Refusal? RefusalFor(ListRow.Gift gift)
    {
        if (gift.Amount.MinorUnits > EntryRules.MostMinorUnits)
            return Refusal.Of("amount-too-large", "amount", $"第 {gift.Row} 行：金额 {gift.Amount.ToGroupedText()} 超过一笔分录的上限。请核对。", $"Row {gift.Row}: {gift.Amount} is more than one entry may hold. Check the amount.");
        if (gift.Date > Today)
            return Refusal.Of("date-in-future", "date", $"第 {gift.Row} 行：日期 {gift.Date.ToIso()} 晚于今天（{Today.ToIso()}）。请更正日期。", $"Row {gift.Row}: {gift.Date.ToIso()} is after today ({Today.ToIso()}). Correct the date.");
        if (gift.Date < InForceFrom)
            return Refusal.Of("chart-not-in-force", "date", $"第 {gift.Row} 行：日期 {gift.Date.ToIso()} 早于科目表启用日（{InForceFrom.ToIso()}）。请更正日期。", $"Row {gift.Row}: {gift.Date.ToIso()} is before the chart is in force ({InForceFrom.ToIso()}). Correct the date.");
        if (Closed is { } month && gift.Date <= month.LastDay)
            return Refusal.Of("period-closed", "date", $"第 {gift.Row} 行：{gift.Date.ToIso()} 所在月份已结账（已结至 {month}）。请改日期，或先申请反结账。", $"Row {gift.Row}: {gift.Date.ToIso()} is in a closed month (closed to {month}). Change the date, or have the month reopened first.");
        return null;
    }
}

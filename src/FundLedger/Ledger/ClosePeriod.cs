using FundLedger.Ledger.Years;

namespace FundLedger.Ledger;

/// <param name="VoucherCount">Vouchers numbered in that month.</param>
public sealed record PeriodClosed(string Period, long ClosingNo, long VoucherCount);

/// <summary>Closes a month: gives its vouchers their numbers, keeps its balances, and lets nothing more be posted up to its end.</summary>
public sealed class ClosePeriod(Database database)
{
    private static readonly SqlFile FindOpenBefore = new("ledger/find_open_month_before");
    private static readonly SqlFile NumberVouchers = new("ledger/number_vouchers");
    private static readonly SqlFile InsertSnapshot = new("ledger/insert_snapshot");

    /// <param name="entity">Code of the entity; null for the only one.</param>
    public Task<Outcome<PeriodClosed>> RunAsync(Asked asked, PeriodMonth month, string? entity = null, CancellationToken stop = default) => database.WriteAsync<PeriodClosed>(
        asked.For("close-period", OperationField.Of("period", month.ToString()), OperationField.Of("entity", entity)) with { ReadsTotals = true },
        async tx =>
        {
            if (!(await Books.OfAsync(tx)).EntityOrOnly(entity).IsDone(out var closing, out var refusal)) return refusal;
            if (await RefusalForAsync(tx, closing, month) is { } notNow) return notNow;

            var (status, closings) = await PeriodMoves.StandingAsync(tx, closing, month);
            var closingNo = closings + 1;
            await PeriodMoves.AddAsync(tx, closing, month, new PeriodMove(status, PeriodStatus.Closing, closingNo));
            return new PeriodClosed(month.ToString(), closingNo, await FinishAsync(tx, closing, month, closingNo));
        }, stop);

    /// <summary>Of a month that is closing: its vouchers get their numbers, its balances are kept, and it is closed.</summary>
    /// <returns>How many vouchers were numbered.</returns>
    internal static async Task<long> FinishAsync(LedgerTransaction tx, Entity entity, PeriodMonth month, long closingNo)
    {
        var vouchers = await tx.ExecuteAsync(NumberVouchers,
            new { entity_id = entity.Id, period = month.Number, first_day = month.FirstDay.ToIso(), last_day = month.LastDay.ToIso() });
        await tx.ExecuteAsync(InsertSnapshot, new { entity_id = entity.Id, period = month.Number, closing_no = closingNo, last_day = month.LastDay.ToIso() });
        await PeriodMoves.AddAsync(tx, entity, month, new PeriodMove(PeriodStatus.Closing, PeriodStatus.Closed, closingNo));
        return vouchers;
    }

    private static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, Entity entity, PeriodMonth month)
    {
        if (month.LastDay >= tx.Today)
            return Refusal.Of("period-not-over", "month", $"{month} 尚未结束（今天是 {tx.Today.ToIso()}），不能结账。", $"{month} is not over (today is {tx.Today.ToIso()}), so it cannot be closed.");
        if (await Periods.LastClosingAsync(tx, entity.Id) is { } last && month.CompareTo(last) <= 0)
            return Refusal.Of("period-closed", "month", $"{month} 已结账（账本已结至 {last}）。", $"{month} is closed already (the books are closed to {last}).");
        if (await UnderWayAsync(tx, entity) is { } year)
            return Refusal.Of("year-closing", "month", $"{year} 年正在年结。请先完成年结，再结以后的月份。", $"{year} is being closed. Finish that first, then close later months.");
        var earlier = await tx.FindAsync<string>(FindOpenBefore, new { entity_id = entity.Id, first_day = month.FirstDay.ToIso() });
        return earlier is null ? null
            : Refusal.Of("earlier-period-open", "month", $"较早的月份 {earlier[..7]} 有分录且未结账。请先结该月。", $"The earlier month {earlier[..7]} has entries and is open. Close it first.");
    }

    private static async Task<int?> UnderWayAsync(LedgerTransaction tx, Entity entity) =>
        (await YearEnds.ListAsync(tx, await Books.OfAsync(tx))).FirstOrDefault(year => year.Entity.Id == entity.Id && year.Status == PeriodStatus.Closing)?.Year;
}

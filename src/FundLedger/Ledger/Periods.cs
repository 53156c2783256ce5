namespace FundLedger.Ledger;

public enum PeriodStatus
{
    Open,

    /// <summary>Voucher numbers are given; nothing more is posted while the figures are checked.</summary>
    Closing,

    Closed,
}

/// <summary>Months of the books. They close in order, so a month is closed when it or a later one is.</summary>
public static class Periods
{
    private static readonly SqlFile LoadLastClosing = new("ledger/load_last_closing");
    private static readonly SqlFile List = new("ledger/list_periods");
    private static readonly SqlFile FindLastClosing = new("ledger/find_last_closing_to_move");

    /// <summary>Every month that was ever closed, by entity and month.</summary>
    public static async Task<IReadOnlyList<Period>> ListAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<PeriodRow>(List)).Select(row => new Period(
            books.Entity(row.EntityId), new PeriodMonth((int)row.Period), StoredWords.Read<PeriodStatus>(row.Status), row.ClosingNo))];

    /// <summary>The last month of an entity that is closing or closed as a reader sees it, or null when every month is open.</summary>
    internal static async Task<PeriodMonth?> LastClosedAsync(LedgerReader reader, Books books, Entity entity) =>
        (await ListAsync(reader, books)).LastOrDefault(period => period.Entity.Id == entity.Id && period.Status != PeriodStatus.Open)?.Month;

    /// <summary>The same for one who writes: it stays so until the write is over.</summary>
    internal static async Task<PeriodMonth?> LastClosingAsync(LedgerTransaction tx, long entityId) =>
        await tx.Prepared(LoadLastClosing).ScalarAsync([entityId]) is long period ? new PeriodMonth((int)period) : null;

    /// <summary>Nothing is posted in the entity's books from here until this write is over; its own entries are.</summary>
    internal static Task HoldAsync(LedgerTransaction tx, long entityId) => tx.FindAsync<long?>(FindLastClosing, new { entity_id = entityId });

    /// <summary>The refusal for the first entry whose month takes no more entries, or null. While a year's last month is closing, it takes the entries that close the year.</summary>
    internal static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, ResolvedEntry[] entries)
    {
        foreach (var entity in entries.GroupBy(entry => entry.Draft.Entity.Id))
        {
            if (await LastClosingAsync(tx, entity.Key) is not { } closed) continue;
            var isClosing = entity.Any(entry => entry.Draft.Kind == EntryKind.YearClosed) && (await PeriodMoves.StandingAsync(tx, entity.First().Draft.Entity, closed)).Status == PeriodStatus.Closing;
            foreach (var entry in entity)
            {
                var month = PeriodMonth.Of(entry.Draft.OccurredOn);
                if (month.CompareTo(closed) > 0 || (isClosing && month == closed && entry.Draft.Kind == EntryKind.YearClosed)) continue;
                return Refusal.Of("period-closed", "on",
                    $"{month} 已结账（账本已结至 {closed}），不能再记入 {entry.Draft.OccurredOn.ToIso()}。请用 {closed.Next} 或以后的日期，或由两人申请反结账。",
                    $"{month} is closed (the books are closed to {closed}), so {entry.Draft.OccurredOn.ToIso()} takes no more entries. Use a date in {closed.Next} or later, or ask for the month to be reopened by two people.");
            }
        }

        return null;
    }

    private sealed record PeriodRow
    {
        public long EntityId { get; init; }
        public long Period { get; init; }
        public string Status { get; init; } = "";
        public long ClosingNo { get; init; }
    }
}

/// <param name="ClosingNo">How often it was closed.</param>
public sealed record Period(Entity Entity, PeriodMonth Month, PeriodStatus Status, long ClosingNo);

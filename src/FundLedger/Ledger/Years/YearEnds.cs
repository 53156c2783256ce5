namespace FundLedger.Ledger.Years;

/// <summary>A year whose income and costs went to net assets, or are on their way there.</summary>
/// <param name="ClosingNo">Of its last month: the closing that stands.</param>
/// <param name="Status">Never open.</param>
public sealed record ClosedYear(Entity Entity, int Year, long ClosingNo, PeriodStatus Status)
{
    /// <summary>What the documents of its entries are numbered.</summary>
    public string DocumentId => YearEndRule.DocumentIdOf(Year, ClosingNo);
}

/// <summary>Reads which years are closed, and what stands to be closed.</summary>
public static class YearEnds
{
    private static readonly SqlFile ListClosings = new("ledger/list_year_closings");
    private static readonly SqlFile ListBalances = new("ledger/list_year_balances");
    private static readonly SqlFile ListEntries = new("ledger/list_year_end_entries");

    /// <summary>Every year whose closing stands, by entity and year.</summary>
    public static async Task<IReadOnlyList<ClosedYear>> ListAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<ClosingRow>(ListClosings)).Select(row => new ClosedYear(books.Entity(row.EntityId), (int)row.Year, row.ClosingNo, StoredWords.Read<PeriodStatus>(row.Status)))];

    /// <summary>The closing of a year that stands, or null.</summary>
    public static async Task<ClosedYear?> FindAsync(LedgerReader reader, Books books, Entity entity, int year) =>
        (await ListAsync(reader, books)).FirstOrDefault(closed => closed.Entity.Id == entity.Id && closed.Year == year);

    /// <summary>What stands on the accounts of income, cost and transfer at the end of a day, since they last stood at nothing.</summary>
    internal static async Task<IReadOnlyList<YearBalance>> BalancesAsync(LedgerReader reader, Books books, Entity entity, DateOnly lastDay) =>
        [.. (await RowsAsync(reader, entity, lastDay)).Select(row => row.ToBalance(books)).Where(balance => balance.Account.Role != AccountRole.Suspense)];

    /// <summary>What waits in suspense at the end of a day, by fund and source.</summary>
    internal static async Task<IReadOnlyList<YearBalance>> SuspenseAsync(LedgerReader reader, Books books, Entity entity, DateOnly lastDay) =>
        [.. (await RowsAsync(reader, entity, lastDay)).Select(row => row.ToBalance(books)).Where(balance => balance.Account.Role == AccountRole.Suspense)];

    /// <summary>The entries of a year that stand, in their order.</summary>
    public static async Task<IReadOnlyList<EntryId>> EntriesAsync(LedgerReader reader, Entity entity, int year) =>
        [.. (await reader.QueryAsync<long>(ListEntries, new { entity_id = entity.Id, last_day = YearEndRule.LastDayOf(year).ToIso() })).Select(id => new EntryId(id))];

    private static Task<IReadOnlyList<BalanceRow>> RowsAsync(LedgerReader reader, Entity entity, DateOnly lastDay) =>
        reader.QueryAsync<BalanceRow>(ListBalances, new { last_day = lastDay.ToIso(), entity_id = entity.Id });

    private sealed record ClosingRow
    {
        public long EntityId { get; init; }
        public long Year { get; init; }
        public long ClosingNo { get; init; }
        public string Status { get; init; } = "";
    }

    private sealed record BalanceRow
    {
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public long AccountId { get; init; }
        public long NetMinor { get; init; }

        internal YearBalance ToBalance(Books books)
        {
            var fund = books.Fund(FundId);
            return new YearBalance(fund, books.Source(SourceId), books.Account(AccountId), new Money(NetMinor, fund.Currency));
        }
    }
}

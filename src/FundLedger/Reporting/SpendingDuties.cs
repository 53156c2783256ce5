using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>The spending duty of each entity, in each currency of its books, from the stored daily totals.</summary>
/// <remarks>
/// By account roles: transfers, promises and returned grants have roles of their own and are left out; a refund or a reversal takes back what it corrects.
/// Income that its giver meant for a later time is left out too: nobody has to spend it yet.
/// </remarks>
public static class SpendingDuties
{
    private static readonly SqlFile ListRoleSums = new("reporting/list_role_sums");

    private static readonly AccountRole[] Income =
    [
        AccountRole.DonationIncome, AccountRole.ServiceIncome, AccountRole.GovernmentGrantIncome, AccountRole.SalesIncome,
        AccountRole.InvestmentIncome, AccountRole.InterestIncome, AccountRole.OtherIncome,
    ];

    private static readonly AccountRole[] Charitable = [AccountRole.ProgrammeCost, AccountRole.GrantsExpense];
    private static readonly AccountRole[] Management = [AccountRole.AdministrationCost];
    private static readonly AccountRole[] Spending = [.. Charitable, .. Management, AccountRole.FundraisingCost, AccountRole.OtherCost];

    /// <summary>Entities and currencies without income or spending in either year are left out.</summary>
    public static async Task<IReadOnlyList<(Entity Entity, SpendingDuty Duty)>> ListAsync(LedgerReader reader, Books books, DateOnly today)
    {
        var first = new DateOnly(today.Year, 1, 1);
        var last = await SumsAsync(reader, first.AddYears(-1), first.AddDays(-1));
        var (second, third) = (await SumsAsync(reader, first.AddYears(-2), first.AddYears(-1).AddDays(-1)), await SumsAsync(reader, first.AddYears(-3), first.AddYears(-2).AddDays(-1)));
        var now = await SumsAsync(reader, first, today);
        return [.. last.Concat(now).Where(row => Income.Contains(row.Role) || Spending.Contains(row.Role)).Select(row => (row.EntityId, row.Currency)).Distinct()
            .OrderBy(key => key.EntityId).ThenBy(key => key.Currency, StringComparer.Ordinal)
            .Select(key => (books.Entity(key.EntityId), new SpendingDuty(
                today, IncomeOf(last, key), Of(now, key, Charitable), Of(now, key, Management), Of(now, key, Spending))
            {
                AverageIncome = AverageOf([IncomeOf(last, key), IncomeOf(second, key), IncomeOf(third, key)]),
            }))];
    }

    private static Money IncomeOf(IEnumerable<Sum> sums, (long EntityId, string Currency) key) => -Of(sums.Where(row => !row.IsForLater), key, Income);

    /// <summary>Only where the books hold all of the years: an average of fewer would ask for less than the law does.</summary>
    private static Money? AverageOf(IReadOnlyList<Money> years) =>
        years.All(year => year.IsPositive) ? years[0] with { MinorUnits = (long)(years.Aggregate(Int128.Zero, (sum, year) => sum + year.MinorUnits) / years.Count) } : null;

    private static Money Of(IEnumerable<Sum> sums, (long EntityId, string Currency) key, AccountRole[] roles) => new(
        sums.Where(row => (row.EntityId, row.Currency) == key && roles.Contains(row.Role)).Sum(row => row.NetMinor), Currency.Of(key.Currency));

    private static async Task<IReadOnlyList<Sum>> SumsAsync(LedgerReader reader, DateOnly first, DateOnly last) =>
        [.. (await reader.QueryAsync<Row>(ListRoleSums, new { first_day = first.ToIso(), last_day = last.ToIso() }))
            .Where(row => Enum.TryParse<AccountRole>(row.Role, out _)).Select(row => new Sum(row.EntityId, row.Currency, Enum.Parse<AccountRole>(row.Role), row.IsForLater == 1, row.NetMinor))];

    private sealed record Sum(long EntityId, string Currency, AccountRole Role, bool IsForLater, long NetMinor);

    private sealed record Row
    {
        public long EntityId { get; init; }
        public string Currency { get; init; } = "";
        public string Role { get; init; } = "";
        public long IsForLater { get; init; }
        public long NetMinor { get; init; }
    }
}

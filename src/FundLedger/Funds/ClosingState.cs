using FundLedger.Ledger;

namespace FundLedger.Funds;

/// <summary>Money that is still in a fund that is to be closed.</summary>
public sealed record Residual(Source Source, Money Amount);

/// <summary>How far a fund is from being closed.</summary>
/// <param name="InTheWay">What must be settled first, in sentences; empty when it may be closed.</param>
/// <param name="Residuals">Cash left, by source, in the order of codes: to be moved to another fund or returned.</param>
/// <param name="LastDay">The last day anything counts for in it; it closes on that day or later. Null when nothing ever happened.</param>
public sealed record ClosingState(Fund Fund, IReadOnlyList<Refusal> InTheWay, IReadOnlyList<Residual> Residuals, DateOnly? LastDay)
{
    private static readonly SqlFile ListBalances = new("funds/list_balances");
    private static readonly SqlFile FindLastDay = new("funds/find_last_day");

    /// <summary>As a reader sees it; an operation must say that it <see cref="Operation.ReadsTotals"/>.</summary>
    public static async Task<ClosingState> OfAsync(LedgerReader reader, Books books, Fund fund)
    {
        var balances = await BalancesAsync(reader, books, fund);
        var last = await reader.FindAsync<string?>(FindLastDay, new { fund_id = fund.Id });
        List<Refusal> inTheWay = [.. OfTheFund(books, fund), .. balances.Where(balance => balance.Account.CountsAs != CountsAs.Cash).Select(InTheWayOf).OfType<Refusal>()];
        inTheWay.AddRange(Cash(balances).Where(cash => cash.Amount.IsNegative).Select(cash => Refusal.Of("overdrawn", "",
            $"来源“{NameOf(cash.Source).Zh}”透支 {(-cash.Amount).ToGroupedText()}。请先补足。", $"Source '{NameOf(cash.Source).En}' is overdrawn by {-cash.Amount}. Make it good first.")));
        return new ClosingState(fund, inTheWay, [.. Cash(balances).Where(cash => cash.Amount.IsPositive)], last is null ? null : DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
    }

    internal static async Task<IReadOnlyList<(Account Account, Source Source, Money Net)>> BalancesAsync(LedgerReader reader, Books books, Fund fund) =>
        [.. (await reader.QueryAsync<Row>(ListBalances, new { fund_id = fund.Id })).Select(row => (books.Account(row.AccountId), books.Source(row.SourceId), new Money(row.NetMinor, Currency.Of(row.Currency))))];

    private static IEnumerable<Refusal> OfTheFund(Books books, Fund fund)
    {
        if (fund.Status == FundStatus.Closed) yield return Refusal.Of("fund-status", "", $"基金 {fund.Code} 已经终止。", $"Fund {fund.Code} is closed already.");
        foreach (var below in books.Funds.Where(known => known.ParentId == fund.Id && known.Status != FundStatus.Closed))
            yield return Refusal.Of("fund-below", "", $"下级基金 {below.Code} 还没有终止。请先终止它。", $"Fund {below.Code} below it is not closed. Close that one first.");
    }

    /// <summary>Committed, owed, receivable and everything else that is not cash must be nothing; income, cost and net assets stay as what happened.</summary>
    private static Refusal? InTheWayOf((Account Account, Source Source, Money Net) balance)
    {
        var (account, source, net) = balance;
        var amount = net.IsNegative ? -net : net;
        var of = NameOf(source);
        return account switch
        {
            { CountsAs: CountsAs.Committed } => Refusal.Of("committed", "", $"来源“{of.Zh}”尚有 {amount.ToGroupedText()} 已立项未拨付。请先拨付或撤销。", $"Source '{of.En}' has {amount} committed. Pay or cancel it first."),
            { Type: AccountType.Liability } => Refusal.Of("owed", "", $"来源“{of.Zh}”的“{account.Name.Zh}”尚有 {amount.ToGroupedText()} 未付清。请先付清。", $"Source '{of.En}' still owes {amount} on '{account.Name.En}'. Pay it first."),
            { Type: AccountType.Asset, Role: AccountRole.DueFromFund or AccountRole.OtherReceivable or AccountRole.ClawbackReceivable or AccountRole.SpaceRevenueReceivable } =>
                Refusal.Of("receivable", "", $"来源“{of.Zh}”的“{account.Name.Zh}”尚有 {amount.ToGroupedText()} 未收回。请先收回或核销。", $"Source '{of.En}' is still owed {amount} on '{account.Name.En}'. Collect it or write it off first."),
            { Type: AccountType.Asset } => Refusal.Of("assets", "", $"来源“{of.Zh}”的“{account.Name.Zh}”尚有 {amount.ToGroupedText()}。请先处置。", $"Source '{of.En}' still holds {amount} on '{account.Name.En}'. Dispose of it first."),
            { Role: AccountRole.ServiceReceived } => null, // what was given, and nothing to come
            { Layer: Layer.Memo, Type: AccountType.Promise } when net.IsPositive => Refusal.Of("promised", "", $"来源“{of.Zh}”的备查“{account.Name.Zh}”尚有 {amount.ToGroupedText()}。请先结清。", $"Source '{of.En}' still has {amount} promised on '{account.Name.En}'. Settle it first."),
            _ => null,
        };
    }

    private static Bilingual NameOf(Source source) => source.Name.Length > 0 ? Bilingual.Same(source.Name) : source.Kind.Name();

    private static IEnumerable<Residual> Cash(IEnumerable<(Account Account, Source Source, Money Net)> balances) => balances
        .Where(balance => balance.Account.CountsAs == CountsAs.Cash).GroupBy(balance => balance.Source)
        .OrderBy(group => group.Key.Code, StringComparer.Ordinal)
        .Select(group => new Residual(group.Key, group.Select(balance => balance.Net).Aggregate((sum, net) => sum + net)));

    private sealed record Row
    {
        public long AccountId { get; init; }
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public long NetMinor { get; init; }
    }
}

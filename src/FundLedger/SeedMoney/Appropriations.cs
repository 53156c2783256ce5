using FundLedger.Ledger;

namespace FundLedger.SeedMoney;

/// <summary>What a fund has done with one source's money. Received + other income + transferred in − transferred out − spent − returned = left.</summary>
/// <param name="Other">Income beside the grant itself, such as interest, and what was there when the books were opened.</param>
/// <param name="Spent">Costs, paid or owed; less what was recharged to other sources.</param>
/// <param name="Returned">Decided to go back, paid or not.</param>
/// <param name="ReturnOwed">Of that: not paid yet.</param>
/// <param name="Committed">Of what is left: promised.</param>
/// <param name="Available">Of what is left: free.</param>
public sealed record SourceUse(
    Fund Fund, Money Received, Money Other, Money TransferredIn, Money TransferredOut, Money Spent, Money Returned, Money ReturnOwed, Money Committed, Money Available, Money Left);

/// <summary>What became of an appropriation's money over all funds in its currency. Received + Other − GivenOn − Spent − Returned = Left.</summary>
/// <param name="Other">Income beside the grant itself, such as interest, and what was there when the books were opened.</param>
/// <param name="GivenOn">What went over to another source: matching money that gifts earned, money whose purpose changed; less what came back.</param>
public sealed record AppropriationTotals(Appropriation Of, Money Received, Money Other, Money GivenOn, Money Spent, Money Returned, Money Left);

/// <summary>How close the day is that money must be spent by.</summary>
public enum DeadlineStage
{
    /// <summary>Within the first warning.</summary>
    Coming,

    /// <summary>Within the last warning.</summary>
    Near,

    /// <summary>Over: what is left goes back, unless late use is allowed.</summary>
    Over,
}

/// <summary>Money of a fund that should be spent soon, or returned.</summary>
/// <param name="DaysLeft">Negative once it is over.</param>
public sealed record UnspentMoney(Source Source, DateOnly SpendBy, int DaysLeft, DeadlineStage Stage, SourceUse Use);

/// <summary>Reads appropriations and what became of their money.</summary>
public static class Appropriations
{
    private static readonly SqlFile ListBalances = new("seed_money/list_source_balances");

    /// <summary>All of them, in the order they were registered.</summary>
    public static Task<IReadOnlyList<Appropriation>> ListAsync(LedgerReader reader, Books books) => AppropriationStore.ListAsync(reader, books);

    /// <summary>All of them with what became of their money, in the order they were registered.</summary>
    public static async Task<IReadOnlyList<AppropriationTotals>> TotalsAsync(LedgerReader reader, Books books)
    {
        var totals = new List<AppropriationTotals>();
        foreach (var known in await ListAsync(reader, books))
        {
            var uses = await UseAsync(reader, books, known.Source);
            var currency = known.Confirmed?.Currency ?? uses.Select(use => (Currency?)use.Fund.Currency).FirstOrDefault() ?? books.Entity(known.Source.EntityId).Currency;
            Money Sum(Func<SourceUse, Money> figure) => uses.Where(use => use.Fund.Currency == currency).Aggregate(Money.Zero(currency), (sum, use) => sum + figure(use));
            totals.Add(new AppropriationTotals(known, Sum(use => use.Received), Sum(use => use.Other), Sum(use => use.TransferredOut - use.TransferredIn), Sum(use => use.Spent), Sum(use => use.Returned), Sum(use => use.Left)));
        }

        return totals;
    }

    /// <summary>The appropriation of this number, or the refusal that says there is none.</summary>
    public static async Task<Outcome<Appropriation>> FindAsync(LedgerReader reader, Books books, Entity entity, string number) =>
        books.FindSource(entity, AppropriationStore.SourceCode(number.Trim().ToNfc())) is { } source && (await AppropriationStore.ListAsync(reader, books, source)).FirstOrDefault() is { } found
            ? found : AmendAppropriation.Unknown(number);

    /// <summary>What its documents said, the first one first; none where it was only ever named by receipts.</summary>
    public static Task<IReadOnlyList<AppropriationVersion>> VersionsAsync(LedgerReader reader, Appropriation of) => AppropriationStore.VersionsAsync(reader, of);

    /// <summary>The files of its documents.</summary>
    public static Task<IReadOnlyList<AttachmentReference>> FilesAsync(LedgerReader reader, Appropriation of) => Attachments.ListAsync(reader, AppropriationStore.ReferrerOf(of.Id));

    /// <summary>What every fund that had money of a source did with it, by fund code.</summary>
    public static async Task<IReadOnlyList<SourceUse>> UseAsync(LedgerReader reader, Books books, Source source) =>
        [.. (await reader.QueryAsync<BalanceRow>(ListBalances, new { source_id = source.Id }))
            .GroupBy(row => row.FundId)
            .Select(rows => UseOf(books.Fund(rows.Key), source, [.. rows.Select(row => (books.Account(row.AccountId), row.DebitMinor, row.CreditMinor))]))
            .OrderBy(use => use.Fund.Code, StringComparer.Ordinal)];

    /// <summary>Whatever is left of money that nears the day it must be spent by, or is past it: the nearest first.</summary>
    public static async Task<IReadOnlyList<UnspentMoney>> UnspentAsync(LedgerReader reader, Books books, DateOnly today)
    {
        var warnings = new Dictionary<long, SeedMoneyWarnings>();
        foreach (var entity in books.Entities) warnings.Add(entity.Id, await SeedMoneyWarnings.OfAsync(reader, entity));
        var unspent = new List<UnspentMoney>();
        foreach (var source in books.Sources)
        {
            if (source.ReturnBy is not { } spendBy || warnings[source.EntityId].StageOf(spendBy, today) is not { } stage) continue;
            unspent.AddRange((await UseAsync(reader, books, source)).Where(use => use.Left.IsPositive)
                .Select(use => new UnspentMoney(source, spendBy, spendBy.DayNumber - today.DayNumber, stage, use)));
        }

        return [.. unspent.OrderBy(money => money.SpendBy).ThenBy(money => money.Source.Code, StringComparer.Ordinal).ThenBy(money => money.Use.Fund.Code, StringComparer.Ordinal)];
    }

    private static SourceUse UseOf(Fund fund, Source source, IReadOnlyList<(Account Account, long Debit, long Credit)> rows)
    {
        Money Sum(Func<Account, int> signOf) => new(rows.Aggregate(0L, (sum, row) => checked(sum + signOf(row.Account) * (row.Debit - row.Credit))), fund.Currency);
        var owed = Sum(account => account.CountsAs == CountsAs.Liability ? -1 : 0);
        var committed = Sum(account => account.CountsAs == CountsAs.Committed ? 1 : 0);
        var cash = Sum(account => account.CountsAs == CountsAs.Cash && source.IsSpendable ? 1 : 0);
        return new SourceUse(
            fund,
            Received: Sum(account => account.Role == AccountRole.GovernmentGrantIncome ? -1 : 0),
            Other: Sum(account => account.Type == AccountType.NetAssets || (account.Type == AccountType.Income && account.Role != AccountRole.GovernmentGrantIncome) ? -1 : 0),
            TransferredIn: Sum(account => account.Role == AccountRole.TransferIn ? -1 : 0),
            TransferredOut: Sum(account => account.Role == AccountRole.TransferOut ? 1 : 0),
            Spent: Sum(account => account.Type == AccountType.Cost && account.Role != AccountRole.GrantReturn ? 1 : 0),
            Returned: Sum(account => account.Role == AccountRole.GrantReturn ? 1 : 0),
            ReturnOwed: Sum(account => account.Role == AccountRole.ReturnPayable ? -1 : 0),
            committed,
            Available: cash - owed - committed,
            Left: Sum(account => account.Type is AccountType.Asset or AccountType.Liability ? 1 : 0));
    }

    private sealed record BalanceRow
    {
        public long FundId { get; init; }
        public long AccountId { get; init; }
        public string Currency { get; init; } = "";
        public long DebitMinor { get; init; }
        public long CreditMinor { get; init; }
    }
}

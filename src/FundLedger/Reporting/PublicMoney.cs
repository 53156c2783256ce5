using FundLedger.Disclosure;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A fund's money of one kind of source, or of all, since its books were begun: Opening + CameIn + Matched + Moved − Spent = Left.</summary>
/// <param name="Kind">Null for the sum of all. Names of sources are not shown: they are typed by people.</param>
/// <param name="Opening">Brought over from earlier books, with later corrections of them.</param>
/// <param name="CameIn">From outside: gifts, grants, services, interest; less what was given back.</param>
/// <param name="Matched">Came from a matching pot.</param>
/// <param name="Moved">Crossed from and to other funds otherwise; what a pot gave out is negative.</param>
/// <param name="Spent">On grants, projects and their cost, counted when owed; with public money that went back.</param>
/// <param name="Promised">Of what is left: committed to projects and not yet spent.</param>
public sealed record PublicSums(SourceKind? Kind, Money Opening, Money CameIn, Money Matched, Money Moved, Money Spent, Money Left, Money Promised)
{
    public static PublicSums operator +(PublicSums one, PublicSums other) => new(
        null, one.Opening + other.Opening, one.CameIn + other.CameIn, one.Matched + other.Matched, one.Moved + other.Moved, one.Spent + other.Spent, one.Left + other.Left, one.Promised + other.Promised);

    public static PublicSums None(Currency currency)
    {
        var zero = Money.Zero(currency);
        return new(null, zero, zero, zero, zero, zero, zero, zero);
    }
}

/// <summary>What everybody may know of a fund's money.</summary>
/// <param name="Kinds">Those of which there was any.</param>
public sealed record PublicFund(Fund Fund, IReadOnlyList<PublicSums> Kinds)
{
    public PublicSums Total { get; } = Kinds.Aggregate(PublicSums.None(Fund.Currency), (sum, one) => sum + one);
}

/// <summary>The figures of the public pages, from the stored balances: as dear at a million entries as at ten.</summary>
public static class PublicMoney
{
    private static readonly SqlFile List = new("reporting/list_public_money");

    /// <summary>Every fund that is shown, in the order of the tree. Agency money is nobody's here, and left out.</summary>
    public static async Task<IReadOnlyList<PublicFund>> ListAsync(LedgerReader reader, Books books, PublicFunds shown)
    {
        var rows = (await reader.QueryAsync<Row>(List)).Where(row => books.Source(row.SourceId).Kind != SourceKind.Agency).ToLookup(row => row.FundId);
        return [.. FundTree.Of(books.Funds).Select(placed => placed.Fund).Where(shown.Shows).Select(fund => new PublicFund(
            fund, [.. rows[fund.Id].GroupBy(row => books.Source(row.SourceId).Kind).OrderBy(kind => kind.Key).Select(kind => SumsOf(books, fund, kind.Key, [.. kind])).Where(HasAny)]))];
    }

    private static PublicSums SumsOf(Books books, Fund fund, SourceKind kind, IReadOnlyList<Row> rows)
    {
        // Credits less debits of the accounts that are meant.
        Money Of(Func<Account, bool> which) => new(-rows.Where(row => which(books.Account(row.AccountId))).Sum(row => row.NetMinor), fund.Currency);
        bool Crossed(Account account) => account.Layer == Layer.Actual && account.Role is AccountRole.TransferIn or AccountRole.TransferOut;
        var crossed = Of(Crossed);
        var sums = new PublicSums(
            kind,
            Of(account => account.Layer == Layer.Actual && account.Type is not (AccountType.Income or AccountType.Cost or AccountType.Asset or AccountType.Liability) && !Crossed(account)),
            Of(account => account.Layer == Layer.Actual && account.Type == AccountType.Income),
            kind == SourceKind.Matching ? crossed : Money.Zero(fund.Currency),
            kind == SourceKind.Matching ? Money.Zero(fund.Currency) : crossed,
            -Of(account => account.Layer == Layer.Actual && account.Type == AccountType.Cost),
            -Of(account => account.Layer == Layer.Actual && account.Type is AccountType.Asset or AccountType.Liability),
            -Of(account => account.CountsAs == CountsAs.Committed));
        Invariant.Holds(sums.Opening + sums.CameIn + sums.Matched + sums.Moved - sums.Spent == sums.Left);
        return sums;
    }

    private static bool HasAny(PublicSums sums) => !(sums.Opening.IsZero && sums.CameIn.IsZero && sums.Matched.IsZero && sums.Moved.IsZero && sums.Spent.IsZero && sums.Left.IsZero && sums.Promised.IsZero);

    private sealed record Row
    {
        public long FundId { get; init; }
        public long AccountId { get; init; }
        public long SourceId { get; init; }
        public long NetMinor { get; init; }
    }
}

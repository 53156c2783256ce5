using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>Which lines of an account a measure counts.</summary>
public enum LineSide
{
    Both,
    Debits,
    Credits,
}

/// <summary>A way of adding lines up to a figure. Reports compute by these, and the entries behind a figure are found by the same: so the two cannot differ.</summary>
public sealed class Measure
{
    public static readonly Measure Cash = new("cash", new("现金", "Cash"), (account, _) => account.CountsAs == CountsAs.Cash ? 1 : 0);
    public static readonly Measure CashIn = new("cash-in", new("现金收入", "Cash that came in"), Cash.SignOf, LineSide.Debits);
    public static readonly Measure CashOut = new("cash-out", new("现金支出", "Cash that went out"), (account, source) => -Cash.SignOf(account, source), LineSide.Credits);
    public static readonly Measure Receivable = new("receivable", new("应收", "Receivable"), (account, _) =>
        account.Role is AccountRole.OtherReceivable or AccountRole.DueFromFund or AccountRole.ClawbackReceivable or AccountRole.SpaceRevenueReceivable ? 1 : 0);
    public static readonly Measure Owed = new("owed", new("应付", "Owed"), (account, _) => account.CountsAs == CountsAs.Liability ? -1 : 0);
    public static readonly Measure NetAssets = new("net-assets", new("净资产", "Net assets"), (account, _) => account.Type is AccountType.Asset or AccountType.Liability ? 1 : 0);

    /// <summary>Of the class of their account where they were carried over, else of the class that their source gives them.</summary>
    public static readonly Measure UnrestrictedNetAssets = new("net-assets-unrestricted", new("非限定性净资产", "Unrestricted net assets"), (account, source) => IsNetAssets(account) && !IsRestricted(account, source) ? -1 : 0);

    /// <inheritdoc cref="UnrestrictedNetAssets"/>
    public static readonly Measure RestrictedNetAssets = new("net-assets-restricted", new("限定性净资产", "Restricted net assets"), (account, source) => IsNetAssets(account) && IsRestricted(account, source) ? -1 : 0);

    public static readonly Measure Committed = new("committed", new("已立项未拨付", "Committed"), (account, _) => account.CountsAs == CountsAs.Committed ? 1 : 0);
    public static readonly Measure Memo = new("memo", new("备查承诺", "Promised"), (account, _) => account.Role is AccountRole.PledgeExpected or AccountRole.ServiceDue ? 1 : 0);

    /// <summary>Spendable cash less what is owed less what is committed.</summary>
    public static readonly Measure Available = new("available", new("可用", "Available"), (account, source) =>
        (source.IsSpendable ? Cash.SignOf(account, source) : 0) - Owed.SignOf(account, source) - Committed.SignOf(account, source));

    public static readonly Measure Income = new("income", new("收入", "Income"), (account, _) => account.Type == AccountType.Income ? -1 : 0) { IsActivity = true };
    public static readonly Measure Spending = new("spending", new("费用", "Spending"), (account, _) => account.Type == AccountType.Cost ? 1 : 0) { IsActivity = true };
    public static readonly Measure Transferred = new("transferred", new("划转", "Moved between funds"), (account, _) => account.Type == AccountType.Transfer ? -1 : 0) { IsActivity = true };

    /// <summary>What changed net assets beside income, costs and transfers.</summary>
    public static readonly Measure OtherChanges = new("other-changes", new("净资产的其他变动", "Other changes of net assets"), (account, _) => account.Type == AccountType.NetAssets ? -1 : 0) { IsActivity = true };

    public static readonly Measure MovedOtherwise = new("moved-otherwise", new("划转及其他", "Moved and other"), (account, source) => Transferred.SignOf(account, source) + OtherChanges.SignOf(account, source)) { IsActivity = true };

    /// <summary>Where all costs stand as unrestricted: costs of restricted money bring the same here.</summary>
    public static readonly Measure ReleasedTo = new("released-to", new("转入非限定性净资产", "Released to unrestricted net assets"), (account, source) => account.Type == AccountType.Cost ? IsRestricted(account, source) ? 1 : 0 : UnrestrictedNetAssets!.SignOf(account, source)) { IsActivity = true };

    /// <summary>The other side of <see cref="ReleasedTo"/>.</summary>
    public static readonly Measure ReleasedFrom = new("released-from", new("转出限定性净资产", "Released from restricted net assets"), (account, source) => account.Type == AccountType.Cost ? IsRestricted(account, source) ? -1 : 0 : RestrictedNetAssets!.SignOf(account, source)) { IsActivity = true };

    public static readonly Measure Suspense = new("suspense", new("待查款项", "In suspense"), (account, _) => account.Role == AccountRole.Suspense ? -1 : 0);
    public static readonly Measure DebitBalance = new("debit-balance", new("借方余额", "Debit balance"), (_, _) => 1);
    public static readonly Measure CreditBalance = new("credit-balance", new("贷方余额", "Credit balance"), (_, _) => -1);
    public static readonly Measure Debits = new("debits", new("借方发生额", "Debits"), (_, _) => 1, LineSide.Debits);
    public static readonly Measure Credits = new("credits", new("贷方发生额", "Credits"), (_, _) => -1, LineSide.Credits);

    private readonly Func<Account, Source, int> signOf;

    private Measure(string code, Bilingual name, Func<Account, Source, int> signOf, LineSide side = LineSide.Both) => (Code, Name, this.signOf, Side) = (code, name, signOf, side);

    /// <summary>Stands in addresses; never changes.</summary>
    public string Code { get; }

    public Bilingual Name { get; }
    public LineSide Side { get; }

    /// <summary>It tells what happened: the closings of years, which bring it to nothing, are left out.</summary>
    public bool IsActivity { get; private init; }

    public static IReadOnlyList<Measure> All { get; } =
        [Cash, CashIn, CashOut, Receivable, Owed, NetAssets, UnrestrictedNetAssets, RestrictedNetAssets, Committed, Memo, Available, Income, Spending, Transferred, OtherChanges, MovedOtherwise, ReleasedTo, ReleasedFrom, Suspense, DebitBalance, CreditBalance, Debits, Credits];

    /// <summary>Net assets that were carried over are of the class of their account; everything else is of the class that its source gives it.</summary>
    internal static bool IsRestricted(Account account, Source source) => account.Role switch
    {
        AccountRole.RestrictedNetAssets => true,
        AccountRole.UnrestrictedNetAssets => false,
        _ => source.Restriction != Restriction.None,
    };

    private static bool IsNetAssets(Account account) => account.Layer == Layer.Actual && account.Type is not (AccountType.Asset or AccountType.Liability);

    /// <summary>1 where a debit raises the figure, −1 where a credit does, 0 where the account does not count.</summary>
    internal int SignOf(Account account, Source source) => signOf(account, source);

    /// <summary>What debits and credits of an account and source come to, in minor units.</summary>
    internal long Of(Account account, Source source, Totals totals) => checked(SignOf(account, source) * Side switch
    {
        LineSide.Debits => totals.Debit,
        LineSide.Credits => -totals.Credit,
        _ => totals.Net,
    });
}

using FundLedger.Ledger;

namespace FundLedger.Banking.Accounts;

/// <summary>Where money lies.</summary>
public enum BankAccountKind
{
    Bank,

    /// <summary>A payment channel that holds gifts until it settles them, such as Alipay or WeChat Pay: ChannelBalance in the books.</summary>
    Channel,
}

/// <summary>What becomes of money that came in and that nobody knows, when lines are booked by themselves.</summary>
public enum UnmatchedCredit
{
    /// <summary>It stays an open line.</summary>
    Leave,

    /// <summary>It is booked as unidentified, and identified later.</summary>
    Suspense,

    /// <summary>It is booked as a gift: an account used for one appeal only.</summary>
    Donation,
}

/// <summary>An account of an entity at a bank or a payment channel.</summary>
/// <param name="NumberTail">The last digits of its number; the whole number is kept nowhere.</param>
/// <param name="Opening">What it held before its first line, as told; null when the statements say it.</param>
/// <param name="Fund">Of money that nobody knows; null when it must be said.</param>
/// <param name="Source">Of gifts booked by themselves; null for plain donations.</param>
public sealed record BankAccount(
    long Id, Entity Entity, string Code, Bilingual Name, string BankName, string NumberTail, Currency Currency, BankAccountKind Kind, DateOnly OpenedOn,
    Money? Opening, UnmatchedCredit Unmatched, Fund? Fund, Source? Source, bool IsOpen)
{
    /// <summary>The role of the ledger accounts that hold its money.</summary>
    public AccountRole Role => Kind == BankAccountKind.Bank ? AccountRole.Bank : AccountRole.ChannelBalance;
}

/// <summary>Names of the kinds, for pages and messages.</summary>
public static class BankAccountNames
{
    public static Bilingual Name(this BankAccountKind kind) => kind == BankAccountKind.Bank ? new("银行账户", "Bank account") : new("收款渠道", "Payment channel");

    public static Bilingual Name(this UnmatchedCredit unmatched) => unmatched switch
    {
        UnmatchedCredit.Leave => new("留待处理", "stays open"),
        UnmatchedCredit.Suspense => new("记入待查款项", "booked as unidentified"),
        _ => new("记为捐赠", "booked as gifts"),
    };
}

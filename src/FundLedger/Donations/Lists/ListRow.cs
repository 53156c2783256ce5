using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>What one row of a donation list turned out to be. Blank rows are not listed.</summary>
public abstract record ListRow
{
    private ListRow(int row) => Row = row;

    /// <summary>The row as the file counts it, from 1: the line a CSV row starts on, the row number of a sheet.</summary>
    public int Row { get; }

    /// <summary>Money given. The same name and amount twice are two gifts.</summary>
    /// <param name="Donor">Cleaned of blanks by <see cref="ListedName"/>; empty when the list does not name the giver.</param>
    /// <param name="Amount">Positive.</param>
    /// <param name="Date">From the row, or the date given for rows without one.</param>
    /// <param name="Reference">The bank's or the list's number; empty when there is none. Not unique, even within one file.</param>
    /// <param name="Balance">The account's balance after this row, when the file states one that can be read.</param>
    /// <param name="Note">One line; may be empty.</param>
    public sealed record Gift(int Row, string Donor, Money Amount, DateOnly Date, string Reference, Money? Balance, string Note) : ListRow(Row);

    /// <summary>A line of a bank's statement, money in or out; only where the list is read as a statement.</summary>
    /// <param name="Counterparty">Cleaned of blanks by <see cref="ListedName"/>; empty when the bank does not name them.</param>
    /// <param name="Amount">Money in is positive; never zero.</param>
    /// <param name="Balance">The account's balance after this row, when the file states one that can be read.</param>
    public sealed record Movement(int Row, string Counterparty, Money Amount, DateOnly Date, string Reference, Money? Balance, string Text) : ListRow(Row);

    /// <summary>A row that is understood and is no gift.</summary>
    /// <param name="Amount">What was paid out, negative when a payment came back; empty for every kind but <see cref="NotAGiftKind.MoneyOut"/>.</param>
    public sealed record NotAGift(int Row, NotAGiftKind Kind, Money? Amount = null) : ListRow(Row);

    /// <summary>A total the list states about itself, to compare with what was read; at least one of the two figures is there.</summary>
    /// <param name="Scope">Which gifts it speaks of.</param>
    public sealed record ControlTotal(int Row, TotalScope Scope, int? Count, Money? Sum) : ListRow(Row);

    /// <summary>A row that cannot be read. Nothing of it may be posted.</summary>
    /// <param name="Column">The column to mend, as its header calls it; empty when it is the whole row.</param>
    /// <param name="Reason">The row, the column, the reason and the mend, in both languages.</param>
    public sealed record Failed(int Row, string Column, Refusal Reason) : ListRow(Row);
}

/// <summary>Why a row is no gift.</summary>
public enum NotAGiftKind
{
    /// <summary>A payment out of the account.</summary>
    MoneyOut,
    ZeroAmount,
    /// <summary>A section heading, a remark or a signature line: text without an amount.</summary>
    Heading,
    /// <summary>The header once more, as page breaks leave it.</summary>
    RepeatedHeader,
    /// <summary>An opening, closing or carried-forward balance.</summary>
    CarriedBalance,
}

/// <summary>Which gifts a stated total speaks of.</summary>
public enum TotalScope
{
    WholeList,
    /// <summary>The gifts since the section total before it, or since the beginning.</summary>
    Section,
}

/// <summary>Wording of the kinds, for previews and reports.</summary>
public static class NotAGiftKinds
{
    public static Bilingual Describe(this NotAGiftKind kind) => kind switch
    {
        NotAGiftKind.MoneyOut => new("支出，不是捐赠", "money paid out, not a gift"),
        NotAGiftKind.ZeroAmount => new("金额为零", "the amount is zero"),
        NotAGiftKind.Heading => new("标题或说明，没有金额", "a heading or remark without an amount"),
        NotAGiftKind.RepeatedHeader => new("重复的表头", "the header repeated"),
        _ => new("期初、期末或结转余额", "an opening, closing or carried balance"),
    };
}

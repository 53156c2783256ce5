using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <summary>What a line is booked as.</summary>
public enum BookAs
{
    /// <summary>A gift of the counterparty; it earns its match as any gift does.</summary>
    Gift,
    Fee,
    Interest,

    /// <summary>Money in that nobody knows: 待查款项, until it is identified.</summary>
    Suspense,

    /// <summary>Nothing: the line stays open.</summary>
    Leave,
}

/// <summary>What lines are to be booked as.</summary>
/// <param name="Fund">Null for the account's own, where it has one or serves only one.</param>
/// <param name="Source">Null for the plain source of its kind.</param>
/// <param name="On">The date the entry counts for; null for the bank's.</param>
/// <param name="Donor">Who gave; null for the counterparty.</param>
public sealed record BookTerms(BookAs As, Fund? Fund = null, Source? Source = null, DateOnly? On = null, string? Donor = null, bool IsAnonymous = false, (long Id, long Version)? Rule = null);

public static class BookAsNames
{
    public static Bilingual Name(this BookAs bookAs) => bookAs switch
    {
        BookAs.Gift => new("捐赠", "a gift"),
        BookAs.Fee => new("手续费", "a bank fee"),
        BookAs.Interest => new("利息", "interest"),
        BookAs.Suspense => new("待查款项", "unidentified"),
        _ => new("不处理", "left alone"),
    };

    /// <summary>Whether money of this direction can be that.</summary>
    public static bool Takes(this BookAs bookAs, bool isIn) => bookAs == BookAs.Leave || (bookAs == BookAs.Fee ? !isIn : isIn);
}

namespace FundLedger.Ledger;

/// <summary>An entry as asked for; the journal gives it its number, moment and hash.</summary>
/// <param name="OccurredOn">The date it counts for.</param>
public sealed record EntryDraft(Entity Entity, EntryKind Kind, DateOnly OccurredOn, IReadOnlyList<LineDraft> Lines)
{
    public SourceDocument Document { get; init; } = SourceDocument.None;

    /// <summary>Names and free text: kept erasable, and hashed only as a salted commitment. Null when there is none.</summary>
    public string? Text { get; init; }

    public EntryId? Reverses { get; init; }

    /// <summary>The entry this one is a later event of: a refund's donation, a payment's obligation.</summary>
    public EntryId? RelatesTo { get; init; }

    /// <summary>The same, where that entry is an earlier one of the same call: its place there, from 0.</summary>
    internal int? RelatesToDraft { get; init; }
}

/// <summary>The paper behind an entry.</summary>
/// <param name="Type">Such as <c>appropriation</c>, <c>bank-reference</c>, <c>donation-list</c>; empty when there is none.</param>
/// <param name="Id">Its number; codes only, never a name.</param>
/// <param name="Sha256">Hash of its file, 32 bytes, or null.</param>
public sealed record SourceDocument(string Type, string Id, byte[]? Sha256 = null)
{
    public static readonly SourceDocument None = new("", "");
}

/// <summary>One line as asked for: a debit is positive, a credit negative.</summary>
public sealed record LineDraft
{
    private LineDraft(AccountRole? role, Account? account, Fund fund, Source source, Money amount, string subject) =>
        (Role, Account, Fund, Source, Amount, Subject) = (role, account, fund, source, amount, subject);

    /// <summary>Resolved to the account that plays it on the day the entry counts for.</summary>
    public AccountRole? Role { get; }

    public Account? Account { get; }
    public Fund Fund { get; }
    public Source Source { get; }
    public Money Amount { get; }

    /// <summary>The award, tranche, claim or transfer it is part of; empty when it is none's.</summary>
    public string Subject { get; }

    public static LineDraft Debit(AccountRole role, Fund fund, Source source, Money amount, string subject = "") => new(role, null, fund, source, amount, subject);

    public static LineDraft Credit(AccountRole role, Fund fund, Source source, Money amount, string subject = "") => new(role, null, fund, source, -amount, subject);

    /// <summary>A line on a named account, its amount signed.</summary>
    public static LineDraft On(Account account, Fund fund, Source source, Money amount, string subject = "") => new(null, account, fund, source, amount, subject);
}

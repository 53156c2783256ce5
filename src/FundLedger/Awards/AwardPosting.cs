using FundLedger.Ledger;

namespace FundLedger.Awards;

/// <summary>The entries of an award. Each source bears its part: nothing crosses from one to another.</summary>
internal static class AwardPosting
{
    private static readonly HashSet<EntryKind> FollowAwards =
        [EntryKind.AwardCommitted, EntryKind.AwardChanged, EntryKind.AwardEnded, EntryKind.TrancheDue, EntryKind.TrancheCancelled, EntryKind.ClawbackDue];

    /// <summary>Committed·S / CommitmentReserve·S for each part; of a negative part the other way round.</summary>
    internal static EntryDraft Committed(Entity entity, Fund fund, string number, string subject, IEnumerable<(Source Source, Money Amount)> parts, EntryKind kind, DateOnly on) =>
        new(entity, kind, on, [.. parts.Where(part => !part.Amount.IsZero).SelectMany(part => PromiseLines.Promised(fund, part.Source, part.Amount, subject))])
        { Document = new SourceDocument("award", number) };

    /// <summary>A tranche becomes payable, in one entry: GrantsExpense·S / GrantsPayable·S and CommitmentReserve·S / Committed·S.</summary>
    internal static EntryDraft Released(Entity entity, Award award, int no, IReadOnlyList<(Source Source, Money Amount)> parts, DateOnly on) =>
        new(entity, EntryKind.TrancheDue, on, [.. parts.Where(part => !part.Amount.IsZero).SelectMany(part => (LineDraft[])[
            .. PromiseLines.Owed(award.Fund, part.Source, part.Amount, award.TrancheSubject(no)), .. PromiseLines.Unpromised(award.Fund, part.Source, part.Amount, award.Subject),
        ])])
        { Document = new SourceDocument("award", award.Number) };

    /// <summary>A payable tranche that is not to be paid: GrantsPayable·S / GrantsExpense·S, and committed again where it is still promised.</summary>
    internal static EntryDraft PayableCancelled(Entity entity, Award award, int no, IReadOnlyList<(Source Source, Money Amount)> parts, DateOnly on, EntryId released) =>
        new(entity, EntryKind.TrancheCancelled, on, [.. parts.SelectMany(part => PromiseLines.NotOwed(award.Fund, part.Source, part.Amount, award.TrancheSubject(no)))])
        { Document = new SourceDocument("award", award.Number), RelatesTo = released };

    /// <summary>GrantsPayable·S / Bank·S.</summary>
    internal static EntryDraft Paid(Entity entity, Award award, int no, IReadOnlyList<(Source Source, Money Amount)> parts, DateOnly on, EntryId released, string? reference) =>
        new(entity, EntryKind.TranchePaid, on, [.. parts.Where(part => !part.Amount.IsZero).SelectMany(part => PromiseLines.Paid(award.Fund, part.Source, part.Amount, award.TrancheSubject(no)))])
        { RelatesTo = released, Document = reference is { Length: > 0 } ? new SourceDocument("bank-reference", reference) : SourceDocument.None };

    /// <summary>ClawbackReceivable·S / GrantsExpense·S; also after the year has ended.</summary>
    internal static EntryDraft ClaimedBack(Entity entity, Award award, int no, IReadOnlyList<(Source Source, Money Amount)> parts, DateOnly on) =>
        new(entity, EntryKind.ClawbackDue, on, [.. parts.Where(part => !part.Amount.IsZero).SelectMany(part => new[]
        {
            LineDraft.Debit(AccountRole.ClawbackReceivable, award.Fund, part.Source, part.Amount, award.ClawbackSubject(no)),
            LineDraft.Credit(AccountRole.GrantsExpense, award.Fund, part.Source, part.Amount, award.ClawbackSubject(no)),
        })])
        { Document = new SourceDocument("award", award.Number) };

    /// <summary>What settles a claim: Bank·S or OtherCost·S / ClawbackReceivable·S.</summary>
    internal static EntryDraft Settled(Entity entity, Award award, int no, EntryKind kind, AccountRole by, IReadOnlyList<(Source Source, Money Amount)> parts, DateOnly on, EntryId claim, string? reference) =>
        new(entity, kind, on, [.. parts.Where(part => !part.Amount.IsZero).SelectMany(part => new[]
        {
            LineDraft.Debit(by, award.Fund, part.Source, part.Amount),
            LineDraft.Credit(AccountRole.ClawbackReceivable, award.Fund, part.Source, part.Amount, award.ClawbackSubject(no)),
        })])
        { RelatesTo = claim, Document = reference is { Length: > 0 } ? new SourceDocument("bank-reference", reference) : SourceDocument.None };

    /// <summary>What an award has committed, made payable and claimed follows it; a payment, and what came back, may have been recorded by mistake.</summary>
    internal static Refusal? RefusalForReversal(PostedEntry entry) => FollowAwards.Contains(entry.Kind)
        ? Refusal.Of("award-follows", "entry",
            $"分录 {entry.Id} 随立项 {entry.Document.Id} 而动，不能单独冲销。请变更或终止立项，或取消应付批次。", $"Entry {entry.Id} follows award {entry.Document.Id} and is not reversed by itself. Amend or end the award, or cancel what is payable.")
        : null;
}

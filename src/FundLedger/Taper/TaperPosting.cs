using FundLedger.Ledger;

namespace FundLedger.Taper;

/// <summary>The entries of a plan. Each source bears its part: nothing crosses from one to another.</summary>
internal static class TaperPosting
{
    private static readonly HashSet<EntryKind> FollowPlans =
        [EntryKind.TaperCommitted, EntryKind.TaperChanged, EntryKind.TaperEnded, EntryKind.TaperPeriodDue, EntryKind.TaperPeriodLapsed, EntryKind.TaperPeriodCancelled];

    /// <summary>Committed·S / CommitmentReserve·S for each part; of a negative part the other way round.</summary>
    internal static EntryDraft Committed(Entity entity, TaperPlan plan, IEnumerable<(Source Source, Money Amount)> parts, EntryKind kind, DateOnly on) =>
        new(entity, kind, on, [.. parts.Where(part => !part.Amount.IsZero).SelectMany(part => PromiseLines.Promised(plan.Fund, part.Source, part.Amount, plan.Subject))]) { Document = DocumentOf(plan) };

    /// <summary>A period becomes payable, in one entry: GrantsExpense·S / GrantsPayable·S with its support, and CommitmentReserve·S / Committed·S with what was planned, so the rest lapses.</summary>
    /// <param name="planned">By source, as committed; more than nothing.</param>
    /// <param name="support">By source, in no source more than planned; nothing where all of it lapses.</param>
    internal static EntryDraft Released(Entity entity, TaperPlan plan, int no, IReadOnlyList<(Source Source, Money Amount)> planned, IReadOnlyList<(Source Source, Money Amount)> support, DateOnly on) =>
        new(entity, support.Count > 0 ? EntryKind.TaperPeriodDue : EntryKind.TaperPeriodLapsed, on, [
            .. support.SelectMany(part => PromiseLines.Owed(plan.Fund, part.Source, part.Amount, plan.PeriodSubject(no))),
            .. planned.SelectMany(part => PromiseLines.Unpromised(plan.Fund, part.Source, part.Amount, plan.Subject)),
        ])
        { Document = DocumentOf(plan) };

    /// <summary>GrantsPayable·S / GrantsExpense·S: what is payable and is not to be paid; it is not promised again.</summary>
    internal static EntryDraft PayableCancelled(Entity entity, TaperPlan plan, int no, IReadOnlyList<(Source Source, Money Amount)> parts, DateOnly on, EntryId released) =>
        new(entity, EntryKind.TaperPeriodCancelled, on, [.. parts.SelectMany(part => PromiseLines.NotOwed(plan.Fund, part.Source, part.Amount, plan.PeriodSubject(no)))])
        { Document = DocumentOf(plan), RelatesTo = released };

    /// <summary>GrantsPayable·S / Bank·S.</summary>
    internal static EntryDraft Paid(Entity entity, TaperPlan plan, int no, IReadOnlyList<(Source Source, Money Amount)> parts, DateOnly on, EntryId released, string? reference) =>
        new(entity, EntryKind.TaperPeriodPaid, on, [.. parts.Where(part => !part.Amount.IsZero).SelectMany(part => PromiseLines.Paid(plan.Fund, part.Source, part.Amount, plan.PeriodSubject(no)))])
        { RelatesTo = released, Document = reference is { Length: > 0 } ? new SourceDocument("bank-reference", reference) : SourceDocument.None };

    /// <summary>What a plan has committed and made payable follows it; a payment may have been recorded by mistake.</summary>
    internal static Refusal? RefusalForReversal(PostedEntry entry) => FollowPlans.Contains(entry.Kind)
        ? Refusal.Of("taper-follows", "entry",
            $"分录 {entry.Id} 随渐进撤出计划 {entry.Document.Id} 而动，不能单独冲销。请变更或终止计划，或取消应付的一期。", $"Entry {entry.Id} follows plan {entry.Document.Id} and is not reversed by itself. Amend or end the plan, or cancel what is payable.")
        : null;

    /// <summary>An amount taken from sources in paying order: the first gives all it has before the next gives anything.</summary>
    /// <param name="planned">What each may give, in paying order; together at least the amount.</param>
    internal static IReadOnlyList<(Source Source, Money Amount)> InOrder(Money amount, IReadOnlyList<(Source Source, Money Amount)> planned)
    {
        var (left, parts) = (amount, new List<(Source Source, Money Amount)>());
        foreach (var (source, most) in planned)
        {
            var taken = most.MinorUnits < left.MinorUnits ? most : left;
            if (!taken.IsZero) parts.Add((source, taken));
            left -= taken;
        }

        Invariant.Holds(left.IsZero);
        return parts;
    }

    private static SourceDocument DocumentOf(TaperPlan plan) => new("taper", plan.Number);
}

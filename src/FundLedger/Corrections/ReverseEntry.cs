using FundLedger.Awards;
using FundLedger.Banking.Accounts;
using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.SeedMoney;
using FundLedger.SpaceReturns;
using FundLedger.Taper;

namespace FundLedger.Corrections;

/// <param name="On">In an open month, not before the entry's own date.</param>
/// <param name="Reason">Why; free text, kept erasable.</param>
public sealed record Reversal(EntryId Entry, DateOnly On, string Reason);

public sealed record EntryReversed(EntryId Entry);

/// <summary>Takes an entry back whole, once, by its mirror image. For mistakes: money given back is a refund. It may take a second person: then it is proposed.</summary>
public sealed class ReverseEntry(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<Reversal, EntryReversed> Kind = new("reverse", EntryKind.Reversal.Name, SubjectAsync, (tx, reversal, _) => RunAsync(tx, reversal));

    public Task<Outcome<EntryReversed>> RunAsync(Asked asked, Reversal reversal, CancellationToken stop = default) => database.WriteAsync<EntryReversed>(
        asked.For("reverse", OperationField.Of("entry", reversal.Entry.Value), OperationField.Of("on", reversal.On), OperationField.Personal("reason", reversal.Reason)),
        async tx =>
        {
            if (!(await FindAsync(tx, reversal)).IsDone(out var found, out var refusal)) return refusal;
            return await Checked.RefusalForAsync(tx, Kind, AmountOf(found)) is { } notAlone ? notAlone : await RunAsync(tx, reversal);
        }, stop);

    private static async Task<Outcome<EntryReversed>> RunAsync(LedgerTransaction tx, Reversal reversal)
    {
        if (!(await FindAsync(tx, reversal)).IsDone(out var found, out var refusal)) return refusal;
        if (!(await TakeBackAsync(tx, found.Entry, reversal)).IsDone(out var done, out refusal)) return refusal;
        foreach (var part in found.Parts)
            if (!(await TakeBackAsync(tx, part, reversal)).IsDone(out _, out refusal)) return refusal;
        return done;
    }

    private static async Task<Outcome<EntryReversed>> TakeBackAsync(LedgerTransaction tx, PostedEntry entry, Reversal reversal)
    {
        if (await PaymentGuard.RefusalForReversalAsync(tx, entry) is { } waits) return waits;
        await AppropriationCover.TakenBackAsync(tx, entry);
        if (!(await MatchAsync(tx, entry, reversal)).IsDone(out var match, out var notMatched)) return notMatched;
        if (!(await Journal.AppendManyAsync(tx, [MirrorOf(entry, reversal), .. match.Drafts])).IsDone(out var posted, out var notPosted)) return notPosted;
        await EntryAccounts.CopyAsync(tx, entry.Id, posted[0]);
        await UndoRefundAsync(tx, entry);
        await match.KeepAsync(tx, posted);
        return await PledgeStore.AfterReversalAsync(tx, entry, reversal.On) is { } refusal ? refusal : new EntryReversed(posted[0]);
    }

    /// <summary>A match follows its gift: it goes back with it, and comes again when a refund is taken back.</summary>
    private static async Task<Outcome<MatchReturn>> MatchAsync(LedgerTransaction tx, PostedEntry entry, Reversal reversal)
    {
        if (entry.Kind == EntryKind.RefundDue || entry.Kind == EntryKind.ChargeBack) return await MatchReturn.UndoneAsync(tx, entry.Id, back => MirrorOf(back, reversal));
        if (entry.Kind != EntryKind.Donation || await DonationStore.FindAsync(tx, entry.Id, await Books.OfAsync(tx)) is not { } gift) return MatchReturn.None;
        return await MatchReturn.OfAsync(tx, gift.Entry, gift.Amount - gift.Refunded, reversal.On);
    }

    /// <summary>What is to be taken back, with all that came of it.</summary>
    /// <param name="Parts">The other funds' parts of a gift that was split: it goes back whole.</param>
    private sealed record Found(PostedEntry Entry, IReadOnlyList<RelatedEntry> Related, IReadOnlyList<PostedEntry> Parts);

    private static async Task<Outcome<Found>> FindAsync(LedgerTransaction tx, Reversal reversal)
    {
        var books = await Books.OfAsync(tx);
        if (await JournalReading.FindAsync(tx, reversal.Entry, books) is not { } entry)
            return Refusal.Of("entry-unknown", "entry", $"没有分录 {reversal.Entry}。", $"There is no entry {reversal.Entry}.");
        if (entry.Kind == EntryKind.Donation && await DonationStore.FirstPartAsync(tx, entry.Id) is { } first)
            return Refusal.Of("part-of-split", "entry", $"分录 {entry.Id} 是一笔分给几个基金的捐款的一部分，只能整笔冲销。请冲销分录 {first}。", $"Entry {entry.Id} is a part of a gift split over funds, which goes back whole. Reverse entry {first}.");
        var related = (await JournalReading.RelatedAsync(tx, entry.Id)).ToList();
        if (RefusalFor(reversal, entry, related) is { } refusal) return refusal;
        var parts = new List<PostedEntry>();
        foreach (var id in entry.Kind == EntryKind.Donation ? await DonationStore.LaterPartsAsync(tx, entry.Id) : [])
        {
            var part = (await JournalReading.FindAsync(tx, id, books))!;
            var later = await JournalReading.RelatedAsync(tx, id);
            if (RefusalFor(reversal, part, later) is { } notThisPart) return notThisPart;
            parts.Add(part);
            related.AddRange(later);
        }

        return new Found(entry, related, parts);
    }

    /// <summary>The entry with all that has come of it: whatever comes between asking and agreeing, a refund say, makes it another thing.</summary>
    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, Reversal reversal)
    {
        if (!(await FindAsync(tx, reversal)).IsDone(out var found, out var refusal)) return refusal;
        var (entry, related, parts) = found;
        return new ProposalSubject("entry", entry.Id.ToString(),
            ProposalSubject.VersionOf([Convert.ToHexStringLower(entry.Hash), .. related.Select(later => $"{later.Id} {later.IsReversal} {later.IsReversed}")]),
            parts.Count == 0 ? Target.Of(entry) : new Target(entry.Entity.Code), AmountOf(found));
    }

    /// <summary>What is taken back: its debits; null when they are in several currencies.</summary>
    private static Money? AmountOf(Found found)
    {
        var debits = found.Parts.Prepend(found.Entry).SelectMany(entry => entry.Lines).Where(line => line.Amount.IsPositive).Select(line => line.Amount).ToList();
        return debits.Select(debit => debit.Currency).Distinct().Count() == 1 ? debits.Aggregate((sum, debit) => sum + debit) : null;
    }

    private static EntryDraft MirrorOf(PostedEntry entry, Reversal reversal) => new(entry.Entity, EntryKind.Reversal, reversal.On,
        [.. entry.Lines.Select(line => LineDraft.On(line.Account, line.Fund, line.Source, -line.Amount, line.Subject))])
    {
        Reverses = entry.Id,
        Text = string.IsNullOrWhiteSpace(reversal.Reason) ? null : reversal.Reason,
        Document = entry.Document,
    };

    private static Refusal? RefusalFor(Reversal reversal, PostedEntry entry, IReadOnlyList<RelatedEntry> related)
    {
        if (entry.Kind == EntryKind.Reversal)
            return Refusal.Of("reversal-of-reversal", "entry", $"分录 {entry.Id} 本身是冲销，不能再冲销。请按原事项重新入账。", $"Entry {entry.Id} is a reversal itself and cannot be reversed. Post the event again instead.");
        if (entry.Kind.IsYearEnd)
        {
            var month = PeriodMonth.Of(entry.OccurredOn);
            return Refusal.Of("year-end-entry", "entry", $"分录 {entry.Id} 是年末结转，不能冲销。请由两人反结账 {month}，结转即整体冲回。", $"Entry {entry.Id} closed or reopened a year and cannot be reversed. To take it back, have {month} reopened by two people: the year's closing goes back whole.");
        }

        if (related.FirstOrDefault(later => later.IsReversal) is { } done)
            return Refusal.Of("already-reversed", "entry", $"分录 {entry.Id} 已由分录 {done.Id} 冲销。", $"Entry {entry.Id} was reversed already, by entry {done.Id}.");
        if ((MatchReturn.RefusalForReversal(entry) ?? PledgeStore.RefusalForReversal(entry) ?? AwardPosting.RefusalForReversal(entry) ?? TaperPosting.RefusalForReversal(entry) ?? SpaceReturnReversal.RefusalForReversal(entry)) is { } follows) return follows;
        if (related.FirstOrDefault(later => !later.IsReversed && !FollowsAlong(entry, later)) is { } laterEvent)
            return Refusal.Of("has-later-events", "entry",
                $"分录 {entry.Id} 之后有相关分录 {laterEvent.Id}（{laterEvent.Kind.Name.Zh}）。请先冲销它。",
                $"Entry {laterEvent.Id} ({laterEvent.Kind.Name.En}) relates to entry {entry.Id}. Reverse that one first.");
        return reversal.On >= entry.OccurredOn ? null
            : Refusal.Of("reversal-before-entry", "on", $"冲销日期 {reversal.On.ToIso()} 早于原分录日期 {entry.OccurredOn.ToIso()}。", $"The reversal's date {reversal.On.ToIso()} is before the entry's own, {entry.OccurredOn.ToIso()}.");
    }

    /// <summary>The match of a gift, its parts in other funds, and what a refund took back of a match, need no reversal of their own; nor does what stands of a pledge.</summary>
    private static bool FollowsAlong(PostedEntry entry, RelatedEntry later) =>
        ((later.Kind == EntryKind.MatchEarned || later.Kind == EntryKind.Donation || PledgeStore.IsOfPledge(later.Kind)) && entry.Kind == EntryKind.Donation)
        || (later.Kind == EntryKind.MatchReturned && (entry.Kind == EntryKind.RefundDue || entry.Kind == EntryKind.ChargeBack));

    /// <summary>A refund taken back may be refunded again.</summary>
    private static async Task UndoRefundAsync(LedgerTransaction tx, PostedEntry entry)
    {
        if (entry.RelatesTo is not { } gift || (entry.Kind != EntryKind.RefundDue && entry.Kind != EntryKind.ChargeBack)) return;
        var refunded = entry.Lines.First(line => line.Account.Role == AccountRole.DonationIncome).Amount;
        var isUndone = await DonationStore.AddRefundAsync(tx, gift, -refunded);
        Invariant.Holds(isUndone);
    }
}

using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>What becomes of a gift's match when the gift goes back, or when that is undone: decided before it is posted, posted with it, kept after.</summary>
internal sealed class MatchReturn
{
    private static readonly SqlFile Insert = new("matching/insert_return");
    private static readonly SqlFile Add = new("matching/add_return");
    private static readonly SqlFile Find = new("matching/find_return");
    private static readonly SqlFile List = new("matching/list_returns");

    internal static readonly MatchReturn None = new(null, new MatchReturnRow(), []);

    private readonly MatchRow? match;
    private readonly MatchReturnRow change;

    private MatchReturn(MatchRow? match, MatchReturnRow change, IReadOnlyList<EntryDraft> drafts) => (this.match, this.change, Drafts) = (match, change, drafts);

    /// <summary>None or one, to be appended last in the call whose first draft is what causes it.</summary>
    internal IReadOnlyList<EntryDraft> Drafts { get; }

    /// <summary>A gift goes back, or part of it: the unspent part of its match follows now, the rest is waived or owed. First of all it locks the programme.</summary>
    /// <param name="taken">Of the gift, this time.</param>
    /// <param name="on">The day it goes back.</param>
    internal static async Task<Outcome<MatchReturn>> OfAsync(LedgerTransaction tx, EntryId gift, Money taken, DateOnly on)
    {
        var books = await Books.OfAsync(tx);
        if (!(await LockAsync(tx, gift, books)).IsDone(out var locked, out var refusal)) return refusal;
        if (locked.Match is not { CountedMinor: > 0 } match || locked.Programme is not { } programme) return None;

        var before = await ListAsync(tx, gift);
        var due = new Money(DueMinor(match, before.Sum(one => one.RefundedMinor) + taken.MinorUnits), programme.Currency);
        var fund = books.Fund(match.FundId);
        var (fromOwed, fromBank) = due.IsPositive ? await UnspentAsync(tx, programme, fund, due, on) : (due, due);
        var (returned, rest) = (fromOwed + fromBank, due - fromOwed - fromBank);
        var isWaived = programme.Definition.SpentMatch == SpentMatch.Waive;
        return new MatchReturn(match, new MatchReturnRow
        {
            RefundedMinor = taken.MinorUnits,
            ReturnedMinor = returned.MinorUnits,
            WaivedMinor = isWaived ? rest.MinorUnits : 0,
            OwedMinor = isWaived ? 0 : rest.MinorUnits,
        }, returned.IsPositive ? [MatchPosting.Returned(programme, fund, fromOwed, fromBank, on) with { RelatesToDraft = 0 }] : []);
    }

    /// <summary>A refund is taken back: what came back with it is given again, if the programme is open and no cap stands in the way.</summary>
    /// <param name="mirror">The reversal of an entry.</param>
    internal static async Task<Outcome<MatchReturn>> UndoneAsync(LedgerTransaction tx, EntryId refund, Func<PostedEntry, EntryDraft> mirror)
    {
        if (await tx.FindAsync<MatchReturnRow>(Find, new { cause_entry_id = refund.Value }) is not { } done) return None;
        var books = await Books.OfAsync(tx);
        if (!(await LockAsync(tx, new EntryId(done.GiftEntryId), books)).IsDone(out var locked, out var refusal)) return refusal;
        var (match, programme) = (locked.Match!, locked.Programme!);
        if (await RefusalToGiveAgainAsync(tx, locked.Book, programme, match, done) is { } notNow) return notNow;
        var entry = done.EntryId is { } id ? await JournalReading.FindAsync(tx, new EntryId(id), books) : null;
        return new MatchReturn(match, new MatchReturnRow
        {
            RefundedMinor = -done.RefundedMinor,
            ReturnedMinor = -done.ReturnedMinor,
            WaivedMinor = -done.WaivedMinor,
            OwedMinor = -done.OwedMinor,
        }, entry is null ? [] : [mirror(entry)]);
    }

    /// <summary>Part of what is owed comes back after its cost was recharged.</summary>
    internal static MatchReturn Recovered(MatchRow match, EntryDraft draft, Money amount) =>
        new(match, new MatchReturnRow { ReturnedMinor = amount.MinorUnits, OwedMinor = -amount.MinorUnits }, [draft]);

    /// <summary>Keeps what became of it.</summary>
    /// <param name="ids">What the call appended: what causes it first, the entry of <see cref="Drafts"/> last.</param>
    internal async Task KeepAsync(LedgerTransaction tx, IReadOnlyList<EntryId> ids)
    {
        if (match is null) return;
        await tx.ExecuteAsync(Insert, new
        {
            gift_entry_id = match.GiftEntryId,
            cause_entry_id = ids[0].Value,
            entry_id = Drafts.Count > 0 ? ids[^1].Value : (long?)null,
            refunded_minor = change.RefundedMinor,
            returned_minor = change.ReturnedMinor,
            waived_minor = change.WaivedMinor,
            owed_minor = change.OwedMinor,
        });
        await tx.ExecuteAsync(Add, new { returned_minor = change.ReturnedMinor, waived_minor = change.WaivedMinor, owed_minor = change.OwedMinor, gift_entry_id = match.GiftEntryId });
        var programme = (await ProgrammeBook.OfAsync(tx)).Programmes.First(one => one.Id == match.ProgrammeId);
        var counts = tx.State<MatchCounts>();
        await counts.LoadAsync(tx, programme, (match.DonorId, match.FundId, match.On));
        counts.Add(match, -change.RefundedMinor, -change.ReturnedMinor);
    }

    /// <summary>What became of a gift's match, in order.</summary>
    internal static Task<IReadOnlyList<MatchReturnRow>> ListAsync(LedgerReader reader, EntryId gift) => reader.QueryAsync<MatchReturnRow>(List, new { gift_entry_id = gift.Value });

    /// <summary>Entries of matches follow their gifts: none is reversed by itself.</summary>
    internal static Refusal? RefusalForReversal(PostedEntry entry)
    {
        if (entry.Kind == EntryKind.MatchEarned || entry.Kind == EntryKind.MatchReturned)
            return Refusal.Of("match-follows-gift", "entry", $"分录 {entry.Id} 是配比，随捐款而动，不能单独冲销。请退还或冲销那笔捐款。", $"Entry {entry.Id} is a match and follows its gift; it is not reversed by itself. Refund or reverse the gift.");
        if (entry.Kind == EntryKind.MatchOpened || entry.Kind == EntryKind.MatchClosed)
            return Refusal.Of("match-follows-programme", "entry", $"分录 {entry.Id} 属于配比计划的启动或结束，不能冲销。如要停止，请结束该计划；如要继续，请另开计划。", $"Entry {entry.Id} opened or closed a matching programme and is not reversed. To stop it, close the programme; to go on, open another.");
        return null;
    }

    /// <summary>What must have come back in all when so much of the gift has: cumulative, so that refunds in parts add up exactly.</summary>
    private static long DueMinor(MatchRow match, long refundedMinor)
    {
        var stays = (long)((Int128)match.MatchedMinor * (match.CountedMinor - refundedMinor) / match.CountedMinor);
        return Math.Max(0, match.MatchedMinor - stays - match.ReturnedMinor - match.WaivedMinor - match.OwedMinor);
    }

    /// <summary>What of it the fund still has: owed to it by the pot's fund, then in the bank.</summary>
    private static async Task<(Money FromOwed, Money FromBank)> UnspentAsync(LedgerTransaction tx, Programme programme, Fund fund, Money due, DateOnly on)
    {
        if ((await Books.OfAsync(tx)).Fund(programme.PotFund.Id).Status == FundStatus.Closed) return (Money.Zero(due.Currency), Money.Zero(due.Currency)); // there is no pot to go back to
        var available = await Positions.HoldAvailableAsync(tx, fund, programme.MatchSource);
        var owed = programme.Definition.SeparateAccounts
            ? await OpenItems.LeftAsync(tx, MatchPosting.OwedSubject(programme, fund), AccountRole.DueFromFund, fund, programme.MatchSource, on) : Money.Zero(due.Currency);
        var fromOwed = Math.Min(due.MinorUnits, owed.MinorUnits);
        return (new(fromOwed, due.Currency), new(Math.Clamp(available.MinorUnits, 0, due.MinorUnits - fromOwed), due.Currency));
    }

    /// <summary>Locks the gift's programme, or those that may still take it at their close, and reads its match as it stands then.</summary>
    private static async Task<Outcome<(ProgrammeBook Book, MatchRow? Match, Programme? Programme)>> LockAsync(LedgerTransaction tx, EntryId gift, Books books)
    {
        var book = await ProgrammeBook.OfAsync(tx);
        if (book.Programmes.Count == 0) return (book, null, null);
        var match = await MatchRow.FindAsync(tx, gift);
        var facts = match is null ? (await PastGifts.FindAsync(tx, books, gift))?.Facts : null;
        List<Programme> concerned = match is not null ? [book.Programmes.First(one => one.Id == match.ProgrammeId)]
            : [.. book.Programmes.Where(one => one.IsProRata && one.Status != ProgrammeStatus.Closed && facts is not null && one.Covers(facts.On) && one.Covers(facts.Fund, books))];
        book = await ProgrammeBook.LockAsync(tx, concerned);
        match = await MatchRow.FindAsync(tx, gift);
        if (book.Programmes.FirstOrDefault(one => one.Status == ProgrammeStatus.Closing && concerned.Exists(other => other.Id == one.Id)) is { } closing)
            return Refusal.Of("programme-closing", "entry",
                $"配比计划 {closing.Code} 正在结束，这笔捐款的配比正在入账。请稍后再试；如已中断，请用 matching finish 继续。",
                $"Programme {closing.Code} is closing and this gift's match is being posted. Try again in a moment; if that was interrupted, go on with 'matching finish'.");
        return (book, match, match is null ? null : book.Programmes.First(one => one.Id == match.ProgrammeId));
    }

    private static async Task<Refusal?> RefusalToGiveAgainAsync(LedgerTransaction tx, ProgrammeBook book, Programme programme, MatchRow match, MatchReturnRow done)
    {
        if (done.OwedMinor > match.OwedMinor)
            return Refusal.Of("match-recovered", "entry", "该退款所欠的配比已经补回，不能再冲销退款。请把收到的款项另记一笔捐款。", "What this refund left owed of the match was recovered since, so the refund cannot be taken back. Record the money as a new gift.");
        if (done.ReturnedMinor == 0) return null;
        if (!programme.IsOpen)
            return Refusal.Of("programme-closed", "entry",
                $"该退款已带回配比，而配比计划 {programme.Code} 已结束，不能再配。请把收到的款项另记一笔捐款。",
                $"This refund took back a match, and programme {programme.Code} has ended and cannot give it again. Record the money as a new gift.");
        var counts = tx.State<MatchCounts>();
        var donors = (await DonorGroups.LoadAsync(tx)).Of(match.DonorId);
        await counts.LoadAsync(tx, programme, [.. donors.Select(donor => (donor, match.FundId, match.On))]);
        var left = MatchCalculator.Left(book.RuleOn(programme, match.On).Terms, programme.Pot, counts.Of(programme.Id, donors, match.FundId, match.On));
        var again = new Money(done.ReturnedMinor, programme.Currency);
        var (limit, most) = MatchCalculator.Tightest(again, left with { Gift = null });
        return limit == MatchLimit.None ? null : Refusal.Of("match-taken", "entry",
            $"该退款带回的配比 {again.ToGroupedText()} 已有一部分给了别的捐款（{limit.Name().Zh}只剩 {most.ToGroupedText()}）。请把收到的款项另记一笔捐款。",
            $"Part of the match of {again} that this refund took back has gone to other gifts ({limit.Name().En.ToLowerInvariant()}: {most} left). Record the money as a new gift.");
    }
}

/// <summary>One row of what became of a match; amounts are changes.</summary>
internal sealed record MatchReturnRow
{
    public long GiftEntryId { get; init; }
    public long CauseEntryId { get; init; }
    public long? EntryId { get; init; }
    public long RefundedMinor { get; init; }
    public long ReturnedMinor { get; init; }
    public long WaivedMinor { get; init; }
    public long OwedMinor { get; init; }
}

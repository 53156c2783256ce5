using System.Globalization;
using FundLedger.Cofunding;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Matching;

/// <param name="On">The day it ends: at a pro-rata close, gifts of later days get nothing, and the matches count for this day. Null for today.</param>
public sealed record ProgrammeEnd(string Programme, DateOnly? On = null);

/// <param name="Status">Closing while a pro-rata close has parts to post, which <see cref="FinishClosings"/> does.</param>
/// <param name="Released">What was left of the pot and is free again; null while closing.</param>
public sealed record ProgrammeEnded(string Programme, ProgrammeStatus Status, Money? Released, int Parts);

/// <summary>Ends a programme. First come: what is left is released. Pro rata: what each gift gets is settled, to be posted in parts. It may take a second person: then it is proposed.</summary>
public sealed class CloseProgramme(Database database)
{
    private static readonly SqlFile SetState = new("matching/set_state");
    private static readonly SqlFile InsertAllotment = new("matching/insert_allotment");

    internal const int GiftsPerPart = 500;  // an operation holds at most 1,000 rows of the caller's

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<ProgrammeEnd, ProgrammeEnded> Kind = new("matching-close", new("结束配比计划", "Close a matching programme"), SubjectAsync, (tx, end, _) => RunAsync(tx, end));

    public Task<Outcome<ProgrammeEnded>> RunAsync(Asked asked, ProgrammeEnd end, CancellationToken stop = default) => database.WriteAsync<ProgrammeEnded>(
        asked.For("matching-close", OperationField.Of("programme", end.Programme), OperationField.Of("on", end.On?.ToIso())),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, end), stop);

    private static async Task<Outcome<ProgrammeEnded>> RunAsync(LedgerTransaction tx, ProgrammeEnd end)
    {
        if (!(await FindAsync(tx, end)).IsDone(out var found, out var refusal)) return refusal;
        var (book, programme, on) = found;
        if (!programme.IsProRata) return await ReleaseAsync(tx, programme, on);

        var last = on < programme.Definition.Last ? on : programme.Definition.Last;
        var parts = (await PastGifts.ShareOutAsync(tx, await Books.OfAsync(tx), book, programme, last)).Chunk(GiftsPerPart).ToList();
        if (parts.Count == 0) return await ReleaseAsync(tx, programme, on);
        for (var i = 0; i < parts.Count; i++)
            await tx.ExecuteAsync(InsertAllotment, new { programme_id = programme.Id, part_no = i + 1, content = Allotment.Write(parts[i]) });
        await SaveAsync(tx, programme with { Status = ProgrammeStatus.Closing, ClosedOn = on, PartCount = parts.Count });
        return new ProgrammeEnded(programme.Code, ProgrammeStatus.Closing, null, parts.Count);
    }

    /// <summary>Releases what is left and ends it.</summary>
    internal static async Task<Outcome<ProgrammeEnded>> ReleaseAsync(LedgerTransaction tx, Programme programme, DateOnly on)
    {
        var counts = tx.State<MatchCounts>();
        await counts.LoadAsync(tx, programme);
        var left = new Money(programme.Pot.MinorUnits - counts.Given(programme), programme.Currency);
        if (left.IsPositive && !(await Journal.AppendAsync(tx, MatchPosting.Closed(programme, left, on))).IsDone(out _, out var refusal)) return refusal;
        await SaveAsync(tx, programme with { Status = ProgrammeStatus.Closed, ClosedOn = on });
        return new ProgrammeEnded(programme.Code, ProgrammeStatus.Closed, left, programme.PartCount);
    }

    internal static async Task SaveAsync(LedgerTransaction tx, Programme programme)
    {
        await tx.ExecuteAsync(SetState, new
        {
            status = StoredWords.Word(programme.Status),
            closed_on = programme.ClosedOn?.ToIso(),
            part_count = programme.PartCount,
            parts_done = programme.PartsDone,
            programme_id = programme.Id,
        });
        ProgrammeBook.Changed(tx);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, ProgrammeEnd end)
    {
        if (!(await FindAsync(tx, end)).IsDone(out var found, out var refusal)) return refusal;
        var programme = found.Programme;
        return new ProposalSubject("matching-programme", programme.Code,
            ProposalSubject.VersionOf(programme.Code, programme.Status.ToString(), found.Book.RulesOf(programme).Count.ToString(CultureInfo.InvariantCulture)),
            new Target(programme.Entity.Code, programme.PotFund.Code), programme.Pot);
    }

    private static async Task<Outcome<(ProgrammeBook Book, Programme Programme, DateOnly On)>> FindAsync(LedgerTransaction tx, ProgrammeEnd end)
    {
        if (!(await ProgrammeBook.LockAsync(tx, end.Programme)).IsDone(out var found, out var refusal)) return refusal;
        if (!found.Programme.IsOpen)
            return Refusal.Of("programme-closed", "programme", $"配比计划 {end.Programme} 已经结束。", $"Programme {end.Programme} has ended already.");
        var on = end.On ?? tx.Today;
        if (on > tx.Today)
            return Refusal.Of("date-in-future", "on", $"结束日期 {on.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"It would end on {on.ToIso()}, which is after today ({tx.Today.ToIso()}).");
        var opened = (await JournalReading.FindAsync(tx, found.Programme.OpeningEntry, await Books.OfAsync(tx)))!.OccurredOn;
        return on < opened
            ? Refusal.Of("programme-days", "on", $"结束日期 {on.ToIso()} 早于启动日期 {opened.ToIso()}。", $"It would end on {on.ToIso()}, before it was opened ({opened.ToIso()}).")
            : (found.Book, found.Programme, on);
    }
}

/// <summary>Posts what pro-rata closes have settled, part by part, each once whatever happens in between; then releases the rest.</summary>
public sealed class FinishClosings(Database database)
{
    /// <summary>Every programme that is closing. Interrupted, it goes on where it stopped.</summary>
    /// <returns>Those that are closed now; the refusal of the first part that the ledger does not take.</returns>
    public async Task<Outcome<IReadOnlyList<ProgrammeEnded>>> RunAsync(string actor, CancellationToken stop = default)
    {
        var closing = await database.ReadAsync(async reader => (await ProgrammeBook.LoadAsync(reader, await Books.LoadAsync(reader))).Programmes.Where(one => one.Status == ProgrammeStatus.Closing).ToList(), stop);
        var ended = new List<ProgrammeEnded>();
        foreach (var programme in closing)
        {
            for (var part = programme.PartsDone + 1; part <= programme.PartCount; part++)
            {
                stop.ThrowIfCancellationRequested();
                if (!(await PostAsync(actor, programme.Code, part)).IsDone(out _, out var notPosted)) return notPosted;
            }

            if (!(await EndAsync(actor, programme.Code)).IsDone(out var one, out var notEnded)) return notEnded;
            ended.Add(one);
        }

        return ended;
    }

    private Task<Outcome<int>> PostAsync(string actor, string code, int part) => database.WriteAsync<int>(
        new Asked($"matching/{code}/close/{part}", actor).For("matching-close-part", OperationField.Of("programme", code), OperationField.Of("part", part)),
        async tx =>
        {
            if (!(await ProgrammeBook.LockAsync(tx, code)).IsDone(out var found, out var refusal)) return refusal;
            var programme = found.Programme;
            Invariant.Holds(programme.Status == ProgrammeStatus.Closing && programme.PartsDone == part - 1);
            var matches = Allotment.Read(await Allotment.OfAsync(tx, programme, part), programme);
            if (!(await AppendAsync(tx, programme, matches)).IsDone(out var posted, out refusal)) return refusal;
            await MatchRow.InsertAsync(tx, posted);
            var counts = tx.State<MatchCounts>();
            await counts.LoadAsync(tx, programme, [.. posted.Select(match => (match.DonorId, match.FundId, match.On))]);
            foreach (var match in posted) counts.Add(match, match.CountedMinor, match.MatchedMinor);
            await CloseProgramme.SaveAsync(tx, programme with { PartsDone = part });
            return part;
        });

    /// <summary>One entry for each fund of the part.</summary>
    private static async Task<Outcome<IReadOnlyList<MatchRow>>> AppendAsync(LedgerTransaction tx, Programme programme, IReadOnlyList<MatchRow> matches)
    {
        var books = await Books.OfAsync(tx);
        var funds = matches.Where(match => match.MatchedMinor > 0).GroupBy(match => match.FundId).OrderBy(group => group.Key).ToList();
        if (funds.Count == 0) return new Outcome<IReadOnlyList<MatchRow>>.Done(matches);
        var drafts = new List<EntryDraft>();
        foreach (var group in funds)
        {
            var (fund, amount) = (books.Fund(group.Key), new Money(group.Sum(match => match.MatchedMinor), programme.Currency));
            if (await CofundingGate.RefusalForAsync(tx, fund, programme.MatchSource, amount, programme.ClosedOn!.Value) is { } notProved) return notProved; // the part waits for the proof
            drafts.Add(MatchPosting.Earned(programme, fund, amount, programme.ClosedOn.Value));
        }

        if (!(await Journal.AppendManyAsync(tx, drafts)).IsDone(out var ids, out var refusal)) return refusal;
        var entries = funds.Zip(ids).ToDictionary(pair => pair.First.Key, pair => pair.Second.Value);
        return new Outcome<IReadOnlyList<MatchRow>>.Done([.. matches.Select(match => match.MatchedMinor > 0 ? match with { EntryId = entries[match.FundId] } : match)]);
    }

    private Task<Outcome<ProgrammeEnded>> EndAsync(string actor, string code) => database.WriteAsync<ProgrammeEnded>(
        new Asked($"matching/{code}/close/end", actor).For("matching-close-end", OperationField.Of("programme", code)),
        async tx =>
        {
            if (!(await ProgrammeBook.LockAsync(tx, code)).IsDone(out var found, out var refusal)) return refusal;
            Invariant.Holds(found.Programme.Status == ProgrammeStatus.Closing && found.Programme.PartsDone == found.Programme.PartCount);
            return await CloseProgramme.ReleaseAsync(tx, found.Programme, found.Programme.ClosedOn!.Value);
        });
}

/// <summary>Matches that are settled and not posted yet, as numbers in the order below.</summary>
internal static class Allotment
{
    private const int CountsForAt = 18; // closes before donors were merged have no such number

    private static readonly SqlFile Find = new("matching/find_allotment");

    /// <summary>The content of a part of a close.</summary>
    internal static async Task<string> OfAsync(LedgerReader reader, Programme programme, int part) => (await reader.FindAsync<string>(Find, new { programme_id = programme.Id, part_no = part }))!;

    internal static string Write(IEnumerable<MatchRow> matches) => MatchingJson.Write(matches.Select(match => new long?[]
    {
        match.GiftEntryId, match.RuleVersion, match.DonorId, match.FundId, match.On.DayNumber, match.CountedMinor, match.DonorTotalMinor, match.EntitledMinor, match.LeftGiftMinor, match.LeftDonorMinor,
        match.LeftFundMinor, match.LeftDayMinor, match.LeftProgrammeMinor, match.LeftPotMinor, (long)StoredWords.Read<MatchLimit>(match.LimitedBy), (long)StoredWords.Read<NoMatch>(match.Reason),
        match.MatchedMinor, match.Place, match.CountsFor,
    }));

    /// <summary>Whose caps gifts were held against at the close, where that was not their own donor's.</summary>
    internal static IEnumerable<(long Gift, long Donor)> CountedFor(string content) =>
        MatchingJson.ReadStored<long?[][]>(content).Where(numbers => numbers.Length > CountsForAt && numbers[CountsForAt] is not null).Select(numbers => (numbers[0]!.Value, numbers[CountsForAt]!.Value));

    internal static IReadOnlyList<MatchRow> Read(string content, Programme programme) => [.. MatchingJson.ReadStored<long?[][]>(content).Select(numbers => new MatchRow
    {
        ProgrammeId = programme.Id,
        GiftEntryId = numbers[0]!.Value,
        RuleVersion = numbers[1]!.Value,
        DonorId = numbers[2]!.Value,
        FundId = numbers[3]!.Value,
        GiftDay = DateOnly.FromDayNumber((int)numbers[4]!.Value).ToIso(),
        CountedMinor = numbers[5]!.Value,
        DonorTotalMinor = numbers[6]!.Value,
        EntitledMinor = numbers[7]!.Value,
        LeftGiftMinor = numbers[8],
        LeftDonorMinor = numbers[9],
        LeftFundMinor = numbers[10],
        LeftDayMinor = numbers[11],
        LeftProgrammeMinor = numbers[12],
        LeftPotMinor = numbers[13],
        LimitedBy = StoredWords.Word((MatchLimit)numbers[14]!.Value),
        Reason = StoredWords.Word((NoMatch)numbers[15]!.Value),
        MatchedMinor = numbers[16]!.Value,
        Place = numbers[17],
    })];
}
